## What an answer says beside the articles' words

confidence = Sicherheit { $level ->
        [high] hoch
        [good] gut
        [fair] mittel
       *[low] gering
    } ({ $percent } %)
searched = { $articles } durchsucht
searched-newest = { $articles } durchsucht, der neueste { $when }
known = Ich kenne { $articles }.
known-newest = Ich kenne { $articles }, den neuesten { $when }.
limits = nur { $limits }
from-day = ab { $day }
to-day = bis { $day }
as-of = Stand { $day }
understood = Verstanden als: { $question }
written = Geschrieben von { $model }; jede Aussage wurde an den Sätzen geprüft
also = auch { $outlets }
talk = { $sort ->
    [thanks] Gern geschehen. Fragen Sie, wann immer Sie mehr wissen möchten.
    [farewell] Bis bald. Die Nachrichten bleiben hier.
    [identity] Ich bin newsdesk, ein Programm, das Fragen zu den Nachrichten aus seinen Artikeln beantwortet, mit den Sätzen, die es sagen.
    [wellbeing] Alles gut hier, ich lese die Nachrichten. Was möchten Sie wissen?
    [blame] Das tut mir leid. Öffnen Sie die zitierten Sätze und fragen Sie anders, oder mit einem Namen oder einem Tag.
    [praise] Das freut mich. Was möchten Sie noch wissen?
    [greeting] Hallo! Was möchten Sie zu den Nachrichten wissen?
   *[capability] Ich rede gern über die Nachrichten. Fragen Sie mich zum Beispiel: Wer schlug Gespräche in Istanbul vor? Jede Antwort kommt mit den Sätzen, die es sagen.
  }
genre = { $genre ->
    [opinion] Meinung
    [analysis] Analyse
    [live] Liveblog
    [interview] Interview
    [review] Kritik
    [satire] Satire
    [advertisement] Anzeige
   *[other] Nachricht
  }
said-by = gesagt von { $speaker }
update-of = Eintrag von { $time }
refused = Die Artikel beantworten das nicht.
refused-nothing = Es wurde nichts gefunden.
refused-missing = Was am nächsten kommt, sagt nichts über { $words }.
refused-near = Was am nächsten kommt, handelt davon, scheint es aber nicht zu beantworten.
refused-declined = Das Modell findet in den nächstliegenden Sätzen keine Antwort.
refused-quote = Die zitierten Worte stehen nicht in diesen Artikeln.
verdict = { $verdict ->
    [yes] Ja.
    [no] Nein.
   *[differ] Die Berichte widersprechen sich.
  }
premise-contradicted = Die Artikel sagen etwas anderes:
refused-fact = Sie handeln davon, sagen es aber nicht.
refused-future = Das liegt in der Zukunft, und kein Bericht kann es wissen.
refused-opinion = Das ist eine Frage der Meinung, und keine wird berichtet.
refused-speaker = Sie berichten keine Worte von { $speaker } dazu.
refused-period = Aus der Zeit { $days } gibt es nichts.
coverage = { $articles ->
    [0] Kein Artikel handelt davon.
    [one] 1 Artikel aus { $outlets } handelt davon
   *[other] { NUMBER($articles, useGrouping: 0) } Artikel aus { $outlets } handeln davon
  }
coverage-outlets = { $outlets ->
    [one] 1 Medium
   *[other] { NUMBER($outlets, useGrouping: 0) } Medien
  }
coverage-days = vom { $first } bis zum { $last }
suggested = Fragen Sie zum Beispiel:
quoted-verbatim = Die Worte stehen so da, wie sie zitiert wurden:
quoted-near = Nicht mit diesen Worten; am nächsten kommt:
quoted-altered = Nicht ganz wie zitiert: { $differences }:
quoted-absent = „{ $quoted }“ steht nicht da
quoted-left-out = „{ $true }“ wurde ausgelassen
quoted-changed = es heißt „{ $true }“, nicht „{ $quoted }“
notice-failed = Das Modell konnte nicht schreiben: { $detail }.
notice-broke-off = Das Modell brach ab; das hatte es bis dahin geschrieben: { $detail }.
notice-unsupported = Nichts von dem, was das Modell schrieb, ist durch die gezeigten Sätze belegt.
notice-no-room = Kein Satz passt in das, was eine Frage kosten darf (NEWSDESK_MODEL_TOKENS).
notice-itself = Dies sind die Sätze selbst.
notice-marked = Was gekennzeichnet ist, stammt vom Modell; danach folgen die Sätze selbst.
no-source-found = keine Quelle gefunden
nearest = Am nächsten kam, ohne eine Antwort zu sein:
nearest-lead = Am nächsten kommt:
model-absent = Gerade schreibt kein Sprachmodell. Dies sind die Sätze der Artikel selbst.
model-broke-off = Das Sprachmodell brach ab; dies hatte es geschrieben.
refused-no-articles = Davon habe ich keine Artikel: { $limits }.
differ = Die Berichte weichen voneinander ab:
unverified = nicht geprüft
no-source = ohne Quelle
gone = [{ $marker }] stand in „{ $title }“; der Artikel wurde seither geändert oder entfernt.
left-out = aus Platzgründen weggelassen: { $count }

## Buttons

sources = Quellen
why = Warum
more = Mehr
figures = Zahlen
nearest-button = Nächste Sätze
thread = Thread
open = Artikel öffnen

## Pages

page = { $page } von { $pages }
why-title = Warum diese Antwort
why-searched = **Wo ich gesucht habe**  { $searched }. Gelesen habe ich davon die { $count } Stellen, die am nächsten kamen.
why-cited = **Was ich fand**  { $count ->
        [0] Sätze, die antworten.
        [one] Eine Stelle enthält die Sätze, die antworten. *Quellen* zeigt sie in ihren Absätzen.
       *[other] { $count } Stellen enthalten die Sätze, die antworten. *Quellen* zeigt sie in ihren Absätzen.
    }
why-differ = **Vorsicht**  Berichte nennen verschiedene Zahlen, darum nenne ich keine einzelne.
why-sure = **Wie sicher ich bin**  { $percent } %: Von hundert so sicheren Antworten stimmen etwa { $percent }. Unter { $threshold } % sage ich, dass ich es nicht weiß.
why-refused = **Warum ich nicht antworte**  Die nächsten Sätze antworten mit { $percent } %; unter { $threshold } % sage ich, dass ich es nicht weiß.
why-used = zitiert
why-left-out = Weggelassen: { $count } von { $found } gefundenen Stellen.
why-spent = Suche { NUMBER($search, useGrouping: 0) } ms · Lesen { NUMBER($rerank, useGrouping: 0) } ms · zusammen { NUMBER($total, useGrouping: 0) } ms
why-threshold = Sicherheit { $percent } %; unter { $threshold } % antworte ich nicht.
more-title = Weitere Belege
more-none = Mehr wurde nicht gefunden.
lost = Diese Antwort habe ich nicht mehr. Bitte frag noch einmal.

## Threads

thread-opened = Hier kannst du weiterfragen, ohne mich zu erwähnen, wo ich mitlesen darf. Was gesagt wurde, gilt weiter.
thread-ready = Der Thread ist offen: { $thread }
thread-there = Es gibt schon einen Thread: { $thread }
thread-forbidden = Ich darf hier keine Threads öffnen. Ein Administrator kann „Öffentliche Threads erstellen“ erlauben.

## Feedback

thanks = Danke, notiert.
feedback-title = Was war falsch?
feedback-reason = In wenigen Worten, wenn du magst
feedback-hint = Die falsche Person, veraltet, nicht danach gefragt …

## While one waits, and what goes wrong

loading = Die Modelle laden noch; deine Frage ist als nächste dran.
thinking = Ich lese …{ $seconds ->
        [0] {""}
       *[other] {" "}{ $seconds } s
    }
writing = Ich schreibe; jeder Satz erscheint, sobald er geprüft ist …
waiting = Du bist Nummer { $place } in der Schlange, etwa { $seconds } s.
busy = Gerade sind es zu viele Fragen. Bitte versuch es um { $when } wieder.
cooling = Bitte eine Frage nach der anderen: Um { $when } kannst du wieder fragen.
too-slow = Das dauerte zu lange, also habe ich aufgehört. Versuch es mit einer kürzeren Frage.
closing = Ich werde neu gestartet; deine Antwort kommt gleich.
broken = Bei mir ging etwas schief; es ist notiert. Bitte versuch es noch einmal.
empty = Ich habe noch keine Artikel. Sobald welche da sind, kann ich antworten.
no-date = „{ $typed }“ ist kein Datum für `{ $option }`. Schreib es wie 2026-03-01, oder wähl aus der Liste, die beim Tippen aufgeht.
empty-span = `since` { $since } liegt nach `until` { $until }: Kein Artikel ist in beidem.
unknown-source = Kein Artikel ist von „{ $name }“.
unknown-source-near = Kein Artikel ist von „{ $name }“. Meinst du „{ $nearest }“?
no-role-left = Die Rolle, die mich fragen darf, wurde gelöscht. Wer verwaltet, kann in `/settings` eine andere wählen.
what = Frag mich etwas zu den Nachrichten, zum Beispiel: who proposed Istanbul talks?
unreadable = Diese Nachricht kann ich nicht lesen, weil sie mich nicht erwähnt. Erwähne mich darin, oder nimm `/ask`.
blocked = Wer mich betreibt, lässt mich hier nicht antworten.
wrong-channel = In diesem Kanal antworte ich nicht. Versuch es in { $channels }.
wrong-role = Um mich zu fragen, brauchst du eine dieser Rollen: { $roles }.
not-yours = Das kann nur, wer gefragt hat.
not-allowed = Das können nur Administratoren.

## Other commands

help-ask = **Frag** mit `/ask`, erwähne mich, antworte mir oder schreib mir privat. Jede Antwort besteht aus Sätzen, die wörtlich in den Artikeln stehen, jeder mit Medium und Link. Was die Artikel nicht sagen, sage ich nicht.
help-narrow = **Grenz es ein**: `/ask` nimmt `since` und `until` (Tage, oder Wörter wie *letzte Woche*), `source`, und `private` für eine Antwort, die nur du siehst.
help-closer = **Sieh genauer hin** mit den Knöpfen: *Quellen* zeigt jeden Satz in seinem Absatz, *Warum*, wo gesucht wurde, wie sicher ich bin und was noch gefunden wurde, *Thread* geht in einem Thread weiter; ein Knopf mit einer Frage stellt sie. 👍 und 👎 helfen, mich zu messen.
help-follow-up = **Frag nach**, indem du auf eine Antwort antwortest, oder in ihrem Thread.
help-check = **Prüf eine Nachricht**: in ihrem Menü unter Apps, *{ command-fact-check }*.
help-browse = **Sieh dich um**: `/latest`, `/story`, `/sources`.
help-data = **Deine Daten**: `/forgetme` löscht alles, was ich von dir habe. Lösch eine Frage, und ich lösche meine Antwort.
about-answers = Ich beantworte Fragen zu den Nachrichten mit den Sätzen, in denen es steht. Ein Programm prüft jedes Zitat auf das Zeichen genau, bevor du es siehst, und jede Antwort sagt, wie sicher sie ist.
about-privacy = Ich behalte die Fragen an mich und meine Antworten, damit die Knöpfe auch morgen gehen, und deine Daumen; sonst nichts von dem, was hier geschrieben wird. `/forgetme` löscht es.
latest-title = Das Neueste
latest-about = Neueste: { $about }
latest-none = Keine solchen Artikel.
sources-title = Medien
no-article = Diesen Artikel gibt es nicht. Wähle einen aus der Liste, die beim Tippen erscheint.
more-to-read =
    { $count ->
        [one] { $count } weiteres Wort im Artikel.
       *[other] { $count } weitere Wörter im Artikel.
    }
claim-verdict = { $verdict ->
    [supported] Die Artikel stützen das.
    [contradicted] Die Artikel widersprechen dem.
   *[silent] Die Artikel stützen es nicht und widersprechen ihm nicht.
  }
claim-title = Faktenprüfung
claim-true = Die Artikel bestätigen es: [{ $marker }].
claim-false = Die Artikel widersprechen: [{ $marker }].
claim-mixed = Die Artikel sind sich nicht einig.
claim-open = Die Artikel entscheiden nichts.
claim-supports = Spricht dafür
claim-contradicts = Spricht dagegen
claim-near = Zum selben Thema, ohne etwas zu entscheiden
claim-none = Die Artikel sagen dazu nichts.
claim-empty = Diese Nachricht hat keinen Text, der sich prüfen ließe.
claim-how = Ein kleines Modell hat jeden Satz beurteilt; lies sie selbst.
forgotten = Von dir gelöscht: { $what }.
forgotten-nothing = Ich hatte nichts von dir.
forgotten-rest = Die Nachrichten selbst gehören Discord: lösch eine Frage, und ich lösche die Antwort.
my-data = Von dir habe ich: { $what }. Die Datei enthält alles.
my-data-kept = Antworten lösche ich nach 90 Tagen, Fragen nach 30, und alles sofort mit `/forgetme`. Sonst bekommt es niemand; wo ein Sprachmodell schreibt, liest es deine Frage.
article-removed = „{ $title }“ ist entfernt.
articles-busy = Gerade werden Artikel hinzugefügt. Bitte versuch es in einer Minute noch einmal.

## Feeds

feeds-title = Feeds
feeds-none = Noch keine Feeds; `/feeds add` fügt einen hinzu.
feeds-more = … und { $count } weitere
feed-every = alle { $every }
feed-read = zuletzt gelesen { $when }
feed-unread = noch nie gelesen
feed-new = { $count } neu in letzter Zeit
feed-next = nächstes Mal { $when }
feed-holds = { $kind }, { $entries }
feed-holds-newest = { $kind }, { $entries }, der neueste vom { $when }
feed-added = Hinzugefügt.
feed-added-unread = Er ist hinzugefügt und wird später wieder versucht.
feed-not-added = { $why }; nicht hinzugefügt
feed-removed = Er wird nicht mehr beobachtet; seine Artikel bleiben.
feed-unknown = Dieser Feed wird nicht beobachtet.
feed-silent = still: länger als gewöhnlich nichts Neues

## Watches

watch-new = Neu: { $topic }
watch-update = Weiter: { $topic }
watch-digest = Überblick: { $topic }
watch-everything = alle Nachrichten
watch-silent = { $feed } hat seit { $when } nichts Neues gebracht, länger als gewöhnlich.
watch-silent-all = Kein Feed hat seit { $when } etwas Neues gebracht, länger als gewöhnlich.
watch-as-it-comes = sobald es kommt
watch-every = alle { $every }
watch-daily = jeden Tag um { $at } ({ $zone })
watch-added = Beobachtung { $number }, { $topic }, { $when }: Was von jetzt an neu ist, kommt an { $where }.
watch-here = dich, als Direktnachricht
watch-full = Es gibt schon { $count } Beobachtungen, mehr passen nicht; `/watch remove` schafft Platz.
watch-forbidden = Um auf einem Server Nachrichten posten zu lassen, musst du dort Nachrichten verwalten dürfen.
watch-cannot-post = In { $channel } darf ich nicht posten: Ich muss den Kanal sehen, dort schreiben und Links einbetten dürfen.
watch-unknown = Eine Beobachtung mit dieser Nummer gibt es hier nicht; `/watch list` zeigt, welche es gibt.
watch-paused = Beobachtung { $number } ruht; `/watch resume` lässt sie weitergehen.
watch-resumed = Beobachtung { $number } geht weiter; was inzwischen kam, wird nicht gepostet.
watch-removed = Beobachtung { $number } ist entfernt.
watch-state-paused = ruht
watch-quiet = Ruhe { $hours }
watch-cap = höchstens { $count } am Tag
watches-title = Beobachtungen
watches-none = Hier gibt es keine Beobachtungen; `/watch add` fügt eine hinzu.

## How many there are

articles =
    { $count ->
        [one] { $count } Artikel
       *[other] { $count } Artikel
    }
answers =
    { $count ->
        [one] { $count } Antwort
       *[other] { $count } Antworten
    }
questions =
    { $count ->
        [one] { $count } Frage
       *[other] { $count } Fragen
    }
votes =
    { $count ->
        [one] { $count } Stimme
       *[other] { $count } Stimmen
    }
entries =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
watches =
    { $count ->
        [one] { $count } Beobachtung
       *[other] { $count } Beobachtungen
    }
outlets =
    { $count ->
        [one] { $count } Quelle
       *[other] { $count } Quellen
    }

## The settings panel

settings-title = Einstellungen
settings-channels = **Wo ich antworte**  { $channels }
settings-roles = **Wer fragen darf**  { $roles }
settings-private = **Wer Antworten auf `/ask` sieht**  { $private ->
        [yes] nur wer fragt, wenn nichts anderes verlangt ist
       *[no] alle
    }
settings-threads = **In meinen Threads**  { $threads ->
        [yes] ohne Erwähnung
       *[no] nur wenn man mich erwähnt
    }
settings-rate = **Wie oft**  { NUMBER($cooldown, useGrouping: 0) } s zwischen zwei Fragen einer Person, { NUMBER($per_minute, useGrouping: 0) } Fragen je Minute insgesamt
settings-language = **Sprache meiner eigenen Worte**  { $language }
every-channel = in jedem Kanal, den ich sehe
everybody = alle
pick-channels = Kanäle, in denen ich antworte (keiner: alle)
pick-roles = Rollen, die fragen dürfen (keine: alle)
toggle-private = Private Antworten: { $on ->
        [yes] an
       *[no] aus
    }
toggle-threads = Threads ohne Erwähnung: { $on ->
        [yes] an
       *[no] aus
    }
rate-button = Wie oft …
rate-title = Wie oft gefragt werden darf
rate-person = Sekunden zwischen zwei Fragen einer Person
rate-space = Fragen je Minute auf dem ganzen Server
no-number = „{ $text }“ ist keine ganze Zahl von { $least } bis { $most }.

## Commands and their options, as Discord lists them

name-ask = frage
name-latest = neueste
name-story = artikel
name-sources = quellen
name-help = hilfe
name-about = über
name-forgetme = vergissmich
name-mydata = meinedaten
name-settings = einstellungen
name-articles = artikelpflege
name-feeds = feeds
name-watch = beobachten
name-digest = überblick
command-ask = Frag die Nachrichten: Die Antwort kommt mit den Sätzen, in denen sie steht
command-question = Was du wissen willst
command-since = Nur Artikel ab diesem Tag, etwa 2026-03-01 oder letzte Woche
command-until = Nur Artikel bis zu diesem Tag
command-source = Nur Artikel dieses Mediums
command-as-of = Was „heute“ in der Frage bedeutet
command-private = Ob nur du die Antwort siehst
command-latest = Die neuesten Artikel, eines Mediums oder zu einem Thema
command-topic = Wörter, die das Thema nennen
command-story = Wie ein Artikel beginnt, mit einem Link zum Rest
command-article = Wörter aus dem Titel
command-sources = Die Medien, und wie viele Artikel es von jedem gibt
command-help = Wie man fragt, und was ich sonst noch kann
command-about = Was ich bin, was ich weiß und was ich behalte
command-forgetme = Alles löschen, was ich von dir habe
command-mydata = Alles zeigen und schicken, was ich von dir habe
command-settings = Wo ich antworte, wem, wie oft, in welcher Sprache
command-articles = Die gespeicherten Artikel pflegen
command-articles-remove = Einen Artikel entfernen: Er wird nie wieder zitiert
command-feeds = Die Feeds pflegen, aus denen Nachrichten kommen
command-feeds-add = Einen Feed beobachten: RSS, Atom, JSON Feed oder eine Sitemap
command-feeds-remove = Einen Feed nicht mehr beobachten; seine Artikel bleiben
command-feeds-list = Die beobachteten Feeds, und wie es um sie steht
command-feeds-check = Einen Feed einmal ansehen, ohne etwas aufzunehmen
command-feed-url = Die Adresse des Feeds
command-feed-every = Zeit zwischen zwei Abrufen, etwa 15m, 2h oder 1d
command-feed-source = Wie das Medium heißt
command-watch = Neues zu einem Thema kommt von selbst
command-watch-add = Posten, was zu einem Thema neu ist, einmal, von jetzt an
command-watch-list = Die Beobachtungen hier, mit ihren Nummern
command-watch-pause = Eine Beobachtung ruhen lassen
command-watch-resume = Eine Beobachtung weitergehen lassen
command-watch-remove = Eine Beobachtung entfernen
command-watch-channel = Wo gepostet wird; sonst hier
command-watch-every = Wie oft ich nachsehe; sonst sobald Neues kommt
command-watch-at = Uhrzeit, etwa 08:00
command-watch-zone = Zeitzone, etwa Europe/Berlin
command-watch-cap = Höchstens so viele Nachrichten am Tag
command-watch-quiet = Stunden ohne Nachrichten, etwa 22-7
command-watch-number = Die Nummer der Beobachtung
command-digest = Die Nachrichten der letzten zwei Tage, jetzt oder jeden Tag von selbst
every-hour = jede Stunde
every-day = jeden Tag
command-fact-check = Fakten prüfen
day-today = heute
day-yesterday = gestern
day-last-week = letzte Woche
day-this-month = dieser Monat
day-last-month = letzter Monat
day-this-year = dieses Jahr
day-last-year = letztes Jahr

## The page

web-title = newsdesk: die Nachrichten fragen
web-lead = Die Nachrichten fragen. Jede Antwort besteht aus Sätzen, die in den Artikeln stehen, und zeigt, wo.
web-ask = Fragen
web-question = Ihre Frage
web-example = Wer schlug Gespräche in Istanbul vor?
web-follow-up = Weiterfragen
web-new = Neues Gespräch
web-earlier = Zuvor gefragt
web-limits = Auf Quelle und Tage begrenzen
web-outlet = Quelle
web-every-outlet = jede Quelle
web-since = Von
web-until = Bis
web-check = Behauptung prüfen
web-claim = Die Behauptung
web-claim-example = Die Brücke wurde eine Woche zu spät wieder geöffnet.
web-check-lead = Was wird behauptet? Es folgen die Sätze, die es stützen, ihm widersprechen oder ihm nahekommen.
web-check-it = Prüfen
web-digest = Überblick
web-digest-lead = Was an diesen Tagen in den Nachrichten war, die Themen der meisten Quellen zuerst.
web-digest-none = An diesen Tagen gibt es keine Themen.
web-told-by = bei { $outlets } in { $articles }
web-articles = Artikel
web-topic = Über
web-show = Zeigen
web-close = Schließen
web-stop = Anhalten
web-skip = Zum Inhalt
web-menu = Seiten
web-sentence = Satz { $marker }
web-facts = Der Artikel
web-published = Veröffentlicht
web-modified = Geändert
web-authors = Von
web-genre = Art
web-story = Berichten auch
web-story-none = Keine andere Quelle berichtet davon.
web-whole = Hier ganz lesen
web-coverage = { $articles } dazu, { $first } bis { $last }
web-broke-off = Die Verbindung brach ab. Bitte noch einmal fragen.
web-failed = Das ging nicht
web-token = Zugangswort
web-token-why = Dieser newsdesk verlangt ein Zugangswort. Wer ihn betreibt, kennt es.
web-token-wrong = Das ist nicht das Zugangswort.
web-enter = Eintreten
web-unknown-article = Diesen Artikel gibt es nicht; vielleicht wurde er entfernt.
web-nothing-here = Unter dieser Adresse gibt es nichts.
