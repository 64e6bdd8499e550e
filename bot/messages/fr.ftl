## What an answer says beside the articles' words

confidence = Confiance { $level ->
        [high] élevée
        [good] bonne
        [fair] moyenne
       *[low] faible
    } ({ $percent } %)
searched = recherche dans { $articles }
searched-newest = recherche dans { $articles }, le plus récent { $when }
known = Je connais { $articles }.
known-newest = Je connais { $articles }, le plus récent { $when }.
limits = seulement { $limits }
from-day = à partir du { $day }
to-day = jusqu’au { $day }
as-of = au { $day }
understood = Compris comme : { $question }
written = Écrit par { $model } ; chaque affirmation a été confrontée aux phrases
also = aussi { $outlets }
talk = { $sort ->
    [thanks] Avec plaisir. Demandez quand vous voulez en savoir plus.
    [farewell] À bientôt. L’actualité reste ici.
    [identity] Je suis newsdesk, un programme qui répond aux questions sur l’actualité à partir de ses articles, avec les phrases qui le disent.
    [wellbeing] Tout va bien, je lis l’actualité. Que voulez-vous savoir ?
    [blame] Désolé. Ouvrez les phrases citées et demandez autrement, avec un nom ou un jour.
    [praise] J’en suis ravi. Que voulez-vous savoir d’autre ?
    [greeting] Bonjour ! Que voulez-vous savoir sur l’actualité ?
   *[capability] Je parle volontiers de l’actualité. Demandez-moi par exemple : qui a proposé des pourparlers à Istanbul ? Chaque réponse vient avec les phrases mêmes qui le disent.
  }
genre = { $genre ->
    [opinion] opinion
    [analysis] analyse
    [live] direct
    [interview] entretien
    [review] critique
    [satire] satire
    [advertisement] publicité
   *[other] article
  }
said-by = propos de { $speaker }
update-of = mise à jour de { $time }
refused = Les articles ne répondent pas à cette question.
refused-nothing = Rien n’a été trouvé.
refused-missing = Le plus proche ne dit rien de { $words }.
refused-near = Le plus proche en parle, mais ne semble pas y répondre.
refused-declined = Le modèle ne trouve pas de réponse dans les phrases les plus proches.
refused-quote = Les mots cités ne figurent pas dans ces articles.
verdict = { $verdict ->
    [yes] Oui.
    [no] Non.
   *[differ] Les récits divergent.
  }
premise-contradicted = Les articles disent autre chose :
refused-fact = Ils en parlent, mais ne le disent pas.
refused-future = C’est à venir, et aucun article ne peut le savoir.
refused-opinion = C’est affaire d’opinion, et aucune n’est rapportée.
refused-speaker = Ils ne rapportent aucun propos de { $speaker } à ce sujet.
refused-period = Il n’y a rien pour { $days }.
coverage = { $articles ->
    [0] Aucun article n’en parle.
    [one] 1 article de { $outlets } en parle
   *[other] { NUMBER($articles, useGrouping: 0) } articles de { $outlets } en parlent
  }
coverage-outlets = { $outlets ->
    [one] 1 média
   *[other] { NUMBER($outlets, useGrouping: 0) } médias
  }
coverage-days = du { $first } au { $last }
suggested = Vous pouvez demander :
quoted-verbatim = Les mots y figurent tels qu’ils sont cités :
quoted-near = Pas en ces termes ; le plus proche est :
quoted-altered = Pas tout à fait comme cité : { $differences } :
quoted-absent = « { $quoted } » n’y figure pas
quoted-left-out = « { $true } » a été omis
quoted-changed = on y lit « { $true } », non « { $quoted } »
notice-failed = Le modèle n’a pas pu écrire : { $detail }.
notice-broke-off = Le modèle s’est interrompu ; voici ce qu’il avait écrit : { $detail }.
notice-unsupported = Rien de ce que le modèle a écrit n’est confirmé par les phrases qui lui étaient montrées.
notice-no-room = Aucune phrase ne tient dans ce qu’une question peut coûter (NEWSDESK_MODEL_TOKENS).
notice-itself = Voici les phrases elles-mêmes.
notice-marked = Ce qui est marqué est du modèle ; les phrases elles-mêmes suivent.
no-source-found = aucune source trouvée
nearest = Le plus proche, sans être une réponse :
nearest-lead = Le plus proche :
model-absent = Aucun modèle de langue n’écrit en ce moment. Voici les phrases mêmes des articles.
model-broke-off = Le modèle de langue s’est interrompu ; voici ce qu’il avait écrit.
refused-no-articles = Je n’ai aucun article pour cela : { $limits }.
differ = Les articles divergent :
unverified = non vérifié
no-source = source inconnue
gone = [{ $marker }] se trouvait dans « { $title } », modifié ou retiré depuis.
left-out = omises faute de place : { $count }

## Buttons

sources = Sources
why = Pourquoi
more = Plus
figures = Chiffres
nearest-button = Phrases proches
thread = Fil
open = Ouvrir l’article

## Pages

page = { $page } sur { $pages }
why-title = Pourquoi cette réponse
why-searched = **Où j’ai cherché**  { $searched }. J’en ai lu les { $count } passages les plus proches.
why-cited = **Ce que j’ai trouvé**  { $count ->
        [0] Des phrases qui répondent.
        [one] Un passage contient les phrases qui répondent. *Sources* les montre dans leur paragraphe.
       *[other] { $count } passages contiennent les phrases qui répondent. *Sources* les montre dans leur paragraphe.
    }
why-differ = **Attention**  Les articles donnent des chiffres différents ; je n’en retiens donc aucun.
why-sure = **Ma certitude**  { $percent } % : sur cent réponses aussi sûres, environ { $percent } sont justes. En dessous de { $threshold } %, je dis que je ne sais pas.
why-refused = **Pourquoi je ne réponds pas**  Les phrases les plus proches répondent à { $percent } % ; en dessous de { $threshold } %, je dis que je ne sais pas.
why-used = cité
why-left-out = Laissés de côté : { $count } des { $found } passages trouvés.
why-spent = Recherche { NUMBER($search, useGrouping: 0) } ms · lecture { NUMBER($rerank, useGrouping: 0) } ms · { NUMBER($total, useGrouping: 0) } ms en tout
why-threshold = Confiance { $percent } % ; en dessous de { $threshold } %, je ne réponds pas.
more-title = Autres passages
more-none = Rien d’autre n’a été trouvé.
lost = Je n’ai plus cette réponse. Reposez la question, s’il vous plaît.

## Threads

thread-opened = Continuez ici, sans me mentionner là où je peux lire. Ce qui a été dit reste en mémoire.
thread-ready = Le fil est ouvert : { $thread }
thread-there = Il y a déjà un fil : { $thread }
thread-forbidden = Je ne peux pas ouvrir de fil ici. Un administrateur peut autoriser « Créer des fils publics ».

## Feedback

thanks = Merci, c’est noté.
feedback-title = Qu’est-ce qui n’allait pas ?
feedback-reason = En quelques mots, si vous voulez
feedback-hint = La mauvaise personne, dépassé, pas ma question …

## While one waits, and what goes wrong

loading = Les modèles se chargent encore ; votre question est la suivante.
thinking = Je lis …{ $seconds ->
        [0] {""}
       *[other] {" "}{ $seconds } s
    }
writing = J’écris ; chaque phrase paraît dès qu’elle est vérifiée …
waiting = Vous êtes numéro { $place } dans la file, environ { $seconds } s.
busy = Trop de questions en ce moment. Réessayez à { $when }.
cooling = Une question après l’autre : vous pourrez redemander à { $when }.
too-slow = Cela prenait trop de temps, je me suis arrêté. Essayez une question plus courte.
closing = On me redémarre ; votre réponse arrive dans un instant.
broken = Quelque chose a mal tourné de mon côté ; c’est noté. Réessayez.
empty = Je n’ai pas encore d’articles. Dès qu’il y en aura, je pourrai répondre.
no-date = « { $typed } » n’est pas une date pour `{ $option }`. Écrivez-la comme 2026-03-01, ou choisissez dans la liste qui s’ouvre.
empty-span = `since` { $since } vient après `until` { $until } : aucun article n’est dans les deux.
unknown-source = Aucun article ne vient de « { $name } ».
unknown-source-near = Aucun article ne vient de « { $name } ». Vouliez-vous dire « { $nearest } » ?
no-role-left = Le rôle qui peut m’interroger a été supprimé. Un administrateur peut en choisir un autre dans `/settings`.
what = Posez-moi une question sur l’actualité, par exemple : who proposed Istanbul talks?
unreadable = Je ne peux pas lire ce message, car il ne me mentionne pas. Mentionnez-moi, ou utilisez `/ask`.
blocked = La personne qui me gère ne me laisse pas répondre ici.
wrong-channel = Je ne réponds pas dans ce salon. Essayez { $channels }.
wrong-role = Il vous faut un de ces rôles pour me questionner : { $roles }.
not-yours = Seule la personne qui a posé la question peut le faire.
not-allowed = Seuls les administrateurs peuvent le faire.

## Other commands

help-ask = **Demandez** avec `/ask`, mentionnez-moi, répondez-moi ou écrivez-moi en privé. Chaque réponse est faite de phrases qui se trouvent mot pour mot dans les articles, chacune avec son média et un lien. Ce que les articles ne disent pas, je ne le dis pas.
help-narrow = **Précisez** : `/ask` prend `since` et `until` (des dates, ou des mots comme *la semaine dernière*), `source`, et `private` pour une réponse que vous seul voyez.
help-closer = **Regardez de près** avec les boutons : *Sources* montre chaque phrase dans son paragraphe, *Pourquoi* où j’ai cherché, à quel point je suis sûr et ce qui a été trouvé d’autre, *Fil* continue dans un fil ; un bouton qui porte une question la pose. 👍 et 👎 aident à me mesurer.
help-follow-up = **Continuez** en répondant à une réponse, ou dans son fil.
help-check = **Vérifiez un message** : dans son menu, Applications, *{ command-fact-check }*.
help-browse = **Parcourez** : `/latest`, `/story`, `/sources`.
help-data = **Vos données** : `/forgetme` supprime tout ce que je garde de vous. Supprimez une question, et je supprime ma réponse.
about-answers = Je réponds aux questions sur l’actualité avec les phrases mêmes qui le disent. Un programme vérifie chaque citation au caractère près avant que vous ne la voyiez, et chaque réponse dit à quel point elle est sûre.
about-privacy = Je garde les questions qu’on me pose et mes réponses, pour que les boutons marchent encore demain, et vos pouces ; rien d’autre de ce qui est écrit ici. `/forgetme` le supprime.
latest-title = Derniers articles
latest-about = Derniers articles : { $about }
latest-none = Aucun article de ce genre.
sources-title = Médias
no-article = Cet article n’existe pas. Choisissez dans la liste qui s’ouvre pendant la saisie.
more-to-read =
    { $count ->
        [one] { $count } mot de plus dans l’article.
       *[other] { $count } mots de plus dans l’article.
    }
claim-verdict = { $verdict ->
    [supported] Les articles le confirment.
    [contradicted] Les articles le contredisent.
   *[silent] Les articles ne le confirment ni ne le contredisent.
  }
claim-title = Vérification
claim-true = Les articles le confirment : [{ $marker }].
claim-false = Les articles le contredisent : [{ $marker }].
claim-mixed = Les articles ne sont pas d’accord.
claim-open = Les articles ne tranchent pas.
claim-supports = Va dans ce sens
claim-contradicts = Dit le contraire
claim-near = Sur le même sujet, sans trancher
claim-none = Les articles n’en disent rien.
claim-empty = Ce message n’a pas de texte à vérifier.
claim-how = Un petit modèle a jugé chaque phrase ; lisez-les vous-même.
forgotten = Supprimé de vous : { $what }.
forgotten-nothing = Je n’avais rien gardé de vous.
forgotten-rest = Les messages appartiennent à Discord : supprimez une question, et je supprime sa réponse.
my-data = De vous, je garde : { $what }. Le fichier contient tout.
my-data-kept = Les réponses partent après 90 jours, les questions après 30, et tout de suite avec `/forgetme`. Personne d’autre ne les reçoit ; là où un modèle de langue écrit, il lit votre question.
article-removed = « { $title } » est retiré.
articles-busy = Des articles sont en cours d’ajout. Réessayez dans une minute.

## Feeds

feeds-title = Flux
feeds-none = Pas encore de flux ; `/feeds add` en ajoute un.
feeds-more = … et { $count } de plus
feed-every = toutes les { $every }
feed-read = dernière lecture { $when }
feed-unread = jamais lu encore
feed-new = nouveautés récentes : { $count }
feed-next = prochaine { $when }
feed-holds = { $kind }, { $entries }
feed-holds-newest = { $kind }, { $entries }, la plus récente du { $when }
feed-added = Ajouté.
feed-added-unread = Il est ajouté, et sera réessayé plus tard.
feed-not-added = { $why } ; il n’a pas été ajouté
feed-removed = Il n’est plus suivi ; ses articles restent.
feed-unknown = Ce flux n’est pas suivi.
feed-silent = silencieux : rien de neuf depuis plus longtemps que d’habitude

## Watches

watch-new = Nouveau : { $topic }
watch-update = Suite : { $topic }
watch-digest = En bref : { $topic }
watch-everything = toutes les nouvelles
watch-silent = { $feed } n’a rien apporté de neuf depuis { $when }, plus longtemps que d’habitude.
watch-silent-all = Aucun flux n’a rien apporté de neuf depuis { $when }, plus longtemps que d’habitude.
watch-as-it-comes = dès que cela arrive
watch-every = toutes les { $every }
watch-daily = chaque jour à { $at } ({ $zone })
watch-added = Veille { $number }, { $topic }, { $when } : ce qui est nouveau à partir de maintenant arrive à { $where }.
watch-here = vous, en message privé
watch-full = Il y a déjà { $count } veilles, et pas de place pour d’autres ; `/watch remove` en fait.
watch-forbidden = Pour faire publier des nouvelles sur un serveur, il vous faut le droit d’y gérer les messages.
watch-cannot-post = Je ne peux pas publier dans { $channel } : je dois voir le salon, y écrire et y intégrer des liens.
watch-unknown = Il n’y a pas ici de veille de ce numéro ; `/watch list` montre celles qu’il y a.
watch-paused = La veille { $number } est suspendue ; `/watch resume` la reprend.
watch-resumed = La veille { $number } reprend ; ce qui est arrivé entre-temps n’est pas publié.
watch-removed = La veille { $number } est supprimée.
watch-state-paused = suspendue
watch-quiet = silence { $hours }
watch-cap = au plus { $count } par jour
watches-title = Veilles
watches-none = Pas de veille ici ; `/watch add` en ajoute une.

## How many there are

articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
answers =
    { $count ->
        [one] { $count } réponse
       *[other] { $count } réponses
    }
questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
votes =
    { $count ->
        [one] { $count } vote
       *[other] { $count } votes
    }
entries =
    { $count ->
        [one] { $count } entrée
       *[other] { $count } entrées
    }
watches =
    { $count ->
        [one] { $count } veille
       *[other] { $count } veilles
    }
outlets =
    { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }

## The settings panel

settings-title = Réglages
settings-channels = **Où je réponds**  { $channels }
settings-roles = **Qui peut demander**  { $roles }
settings-private = **Qui voit les réponses à `/ask`**  { $private ->
        [yes] seulement qui demande, sauf indication contraire
       *[no] tout le monde
    }
settings-threads = **Dans mes fils**  { $threads ->
        [yes] sans mention
       *[no] seulement si l’on me mentionne
    }
settings-rate = **Fréquence**  { NUMBER($cooldown, useGrouping: 0) } s entre deux questions d’une personne, { NUMBER($per_minute, useGrouping: 0) } questions par minute en tout
settings-language = **Langue de mes propres mots**  { $language }
every-channel = dans tous les salons que je vois
everybody = tout le monde
pick-channels = Salons où je réponds (aucun : tous)
pick-roles = Rôles qui peuvent demander (aucun : tous)
toggle-private = Réponses privées : { $on ->
        [yes] oui
       *[no] non
    }
toggle-threads = Fils sans mention : { $on ->
        [yes] oui
       *[no] non
    }
rate-button = Fréquence …
rate-title = À quelle fréquence demander
rate-person = Secondes entre deux questions d’une personne
rate-space = Questions par minute sur tout le serveur
no-number = « { $text } » n’est pas un nombre entier de { $least } à { $most }.

## Commands and their options, as Discord lists them

name-ask = demander
name-latest = nouveautés
name-story = article
name-sources = sources
name-help = aide
name-about = à-propos
name-forgetme = oubliez-moi
name-mydata = mes-données
name-settings = réglages
name-articles = articles
name-feeds = flux
name-watch = veille
name-digest = en-bref
command-ask = Interroger l’actualité : la réponse vient avec les phrases qui le disent
command-question = Ce que vous voulez savoir
command-since = Seulement les articles à partir de ce jour, comme 2026-03-01 ou la semaine dernière
command-until = Seulement les articles jusqu’à ce jour
command-source = Seulement les articles de ce média
command-as-of = Ce que « aujourd’hui » veut dire dans la question
command-private = Si vous seul voyez la réponse
command-latest = Les derniers articles, d’un média ou sur un sujet
command-topic = Des mots qui disent le sujet
command-story = Le début d’un article, avec un lien vers la suite
command-article = Des mots de son titre
command-sources = Les médias, et combien d’articles de chacun
command-help = Comment demander, et ce que je sais faire d’autre
command-about = Ce que je suis, ce que je sais et ce que je garde
command-forgetme = Supprimer tout ce que je garde de vous
command-mydata = Montrer et envoyer tout ce que je garde de vous
command-settings = Où je réponds, à qui, à quelle fréquence, dans quelle langue
command-articles = S’occuper des articles enregistrés
command-articles-remove = Retirer un article : il n’est plus jamais cité
command-feeds = S’occuper des flux d’où viennent les nouvelles
command-feeds-add = Suivre un flux : RSS, Atom, JSON Feed ou un plan de site
command-feeds-remove = Ne plus suivre un flux ; ses articles restent
command-feeds-list = Les flux suivis, et leur état
command-feeds-check = Regarder un flux une fois, sans rien en prendre
command-feed-url = L’adresse du flux
command-feed-every = Temps entre deux lectures, comme 15m, 2h ou 1d
command-feed-source = Le nom du média
command-watch = Ce qui est nouveau sur un sujet arrive de lui-même
command-watch-add = Publier ce qui est nouveau sur un sujet, une fois, à partir de maintenant
command-watch-list = Les veilles d’ici, avec leurs numéros
command-watch-pause = Suspendre une veille
command-watch-resume = Reprendre une veille
command-watch-remove = Supprimer une veille
command-watch-channel = Où publier ; sinon ici
command-watch-every = Tous les combien je regarde ; sinon dès qu’il y a du neuf
command-watch-at = Heure, comme 08:00
command-watch-zone = Fuseau horaire, comme Europe/Paris
command-watch-cap = Messages par jour, au plus
command-watch-quiet = Heures sans messages, comme 22-7
command-watch-number = Le numéro de la veille
command-digest = Les nouvelles des deux derniers jours, maintenant ou chaque jour d’elles-mêmes
every-hour = chaque heure
every-day = chaque jour
command-fact-check = Vérifier les faits
day-today = aujourd’hui
day-yesterday = hier
day-last-week = la semaine dernière
day-this-month = ce mois-ci
day-last-month = le mois dernier
day-this-year = cette année
day-last-year = l’année dernière

## The page

web-title = newsdesk : interroger l’actualité
web-lead = Interrogez l’actualité. Chaque réponse est faite de phrases qui figurent dans les articles, et montre où.
web-ask = Demander
web-question = Votre question
web-example = Qui a proposé des pourparlers à Istanbul ?
web-follow-up = Poser une autre question
web-new = Nouvelle conversation
web-earlier = Demandé avant
web-limits = Limiter par source et par jours
web-outlet = Source
web-every-outlet = toutes les sources
web-since = Du
web-until = Au
web-check = Vérifier une affirmation
web-claim = L’affirmation
web-claim-example = Le pont a rouvert avec une semaine de retard.
web-check-lead = Qu’affirme-t-on ? Suivent les phrases qui l’appuient, la contredisent ou s’en approchent.
web-check-it = Vérifier
web-digest = Résumé
web-digest-lead = L’actualité de ces jours, d’abord les sujets du plus grand nombre de sources.
web-digest-none = Aucun sujet ces jours-là.
web-told-by = chez { $outlets } dans { $articles }
web-articles = Articles
web-topic = Au sujet de
web-show = Afficher
web-close = Fermer
web-stop = Arrêter
web-skip = Aller au contenu
web-menu = Pages
web-sentence = Phrase { $marker }
web-facts = L’article
web-published = Publié
web-modified = Modifié
web-authors = Par
web-genre = Genre
web-story = En parlent aussi
web-story-none = Aucune autre source n’en parle.
web-whole = Le lire ici en entier
web-coverage = { $articles } à ce sujet, du { $first } au { $last }
web-broke-off = La connexion s’est interrompue. Veuillez redemander.
web-failed = Cela n’a pas marché
web-token = Jeton
web-token-why = Ce newsdesk demande un jeton. La personne qui l’exploite le connaît.
web-token-wrong = Ce n’est pas le jeton.
web-enter = Entrer
web-unknown-article = Cet article n’existe pas ; il a peut-être été retiré.
web-nothing-here = Il n’y a rien à cette adresse.
