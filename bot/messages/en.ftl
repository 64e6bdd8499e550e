## What an answer says beside the articles' words

confidence = Confidence { $level ->
        [high] high
        [good] good
        [fair] fair
       *[low] low
    } ({ $percent } %)
searched = searched { $articles }
searched-newest = searched { $articles }, newest { $when }
known = I know { $articles }.
known-newest = I know { $articles }, the newest { $when }.
limits = only { $limits }
from-day = from { $day }
to-day = up to { $day }
as-of = as of { $day }
understood = Understood as: { $question }
written = Written by { $model }; each claim was held against the sentences
also = also { $outlets }
talk = { $sort ->
    [thanks] You are welcome. Ask whenever you want to know more.
    [farewell] See you. The news will be here.
    [identity] I am newsdesk, a program that answers questions about the news from the articles it was given, with the sentences that say so.
    [wellbeing] All well here, and reading the news. What would you like to know?
    [blame] Sorry about that. Open the cited sentences and tell me what is missing: ask it another way, or with a name or a day.
    [praise] Glad to hear it. What else would you like to know?
    [greeting] Hello! What would you like to know about the news?
   *[capability] Always glad to talk about the news. Ask me who, what, when or why, whether it is true, what is new, for a summary or a timeline: every answer comes with the very sentences that say so.
  }
genre = { $genre ->
    [opinion] opinion
    [analysis] analysis
    [live] live blog
    [interview] interview
    [review] review
    [satire] satire
    [advertisement] advertisement
   *[other] news
  }
said-by = said by { $speaker }
update-of = update of { $time }
refused = The articles do not answer this.
refused-nothing = Nothing was found.
refused-missing = What comes nearest says nothing of { $words }.
refused-near = What comes nearest is about this, but does not seem to answer it.
refused-declined = The model finds no answer in the sentences that come nearest.
refused-quote = The quoted words are not in these articles.
verdict = { $verdict ->
    [yes] Yes.
    [no] No.
   *[differ] Reports differ.
  }
premise-contradicted = The articles say otherwise:
refused-fact = They are about this, but do not say it.
refused-future = That lies ahead, and no report can know it.
refused-opinion = That is a matter of opinion, and no view of it is reported.
refused-speaker = They report no words of { $speaker } on this.
refused-period = There is nothing from { $days }.
coverage = { $articles ->
    [0] No article is about this.
    [one] 1 article of { $outlets } is about this
   *[other] { NUMBER($articles, useGrouping: 0) } articles of { $outlets } are about this
  }
coverage-outlets = { $outlets ->
    [one] 1 outlet
   *[other] { NUMBER($outlets, useGrouping: 0) } outlets
  }
coverage-days = from { $first } to { $last }
suggested = You may ask:
quoted-verbatim = The words stand there as quoted:
quoted-near = Not in these words; the nearest is:
quoted-altered = Not quite as quoted: { $differences }:
quoted-absent = “{ $quoted }” is not there
quoted-left-out = “{ $true }” was left out
quoted-changed = it says “{ $true }”, not “{ $quoted }”
notice-failed = The model could not write: { $detail }.
notice-broke-off = The model broke off, and this is what it had written: { $detail }.
notice-unsupported = Nothing the model wrote is borne out by the sentences it was shown.
notice-no-room = Not one sentence fits into what a question may cost (NEWSDESK_MODEL_TOKENS).
notice-itself = These are the sentences themselves.
notice-marked = What is marked is the model's own, and the sentences themselves follow.
no-source-found = no source found
nearest = What came nearest, but is no answer:
nearest-lead = The nearest:
model-absent = No language model writes just now. These are the articles' own sentences.
model-broke-off = The language model broke off; this is what it had written.
refused-no-articles = I have no articles of that: { $limits }.
differ = Reports differ:
unverified = not verified
no-source = unnamed source
gone = [{ $marker }] stood in “{ $title }”, which was changed or removed since.
left-out = left out for want of room: { $count }

## Buttons

sources = Sources
why = Why
more = More
figures = Figures
nearest-button = Nearest sentences
thread = Thread
open = Open the article

## Pages

page = { $page } of { $pages }
why-title = Why this answer
why-searched = **Where I looked**  { $searched }. Of all that, I read the { $count } passages that came nearest.
why-cited = **What I found**  { $count ->
        [0] Sentences that answer.
        [one] One passage holds the sentences that answer. *Sources* shows them in their paragraphs.
       *[other] { $count } passages hold the sentences that answer. *Sources* shows them in their paragraphs.
    }
why-differ = **Take care**  Reports give different figures, so that I name no single one.
why-sure = **How sure I am**  { $percent } %: of a hundred answers as sure as this one, about { $percent } are right. Below { $threshold } % I say that I do not know.
why-refused = **Why I do not answer**  The nearest sentences answer with { $percent } %; below { $threshold } % I say that I do not know.
why-used = cited
why-left-out = Left out: { $count } of { $found } passages found.
why-spent = Search { NUMBER($search, useGrouping: 0) } ms · reading { NUMBER($rerank, useGrouping: 0) } ms · { NUMBER($total, useGrouping: 0) } ms in all
why-threshold = Confidence { $percent } %; below { $threshold } % I refuse.
more-title = More evidence
more-none = Nothing more was found.
lost = I no longer have this answer. Please ask again.

## Threads

thread-opened = Ask on here; no need to mention me where I may read along. What was said stays in mind.
thread-ready = The thread is open: { $thread }
thread-there = There is a thread already: { $thread }
thread-forbidden = I may not open threads here. An administrator can allow “Create Public Threads”.

## Feedback

thanks = Thank you, noted.
feedback-title = What was wrong?
feedback-reason = In a few words, if you like
feedback-hint = The wrong person, out of date, not what I asked …

## While one waits, and what goes wrong

loading = The models are still loading; your question is next in line.
thinking = Reading …{ $seconds ->
        [0] {""}
       *[other] {" "}{ $seconds } s
    }
writing = Writing; you see each sentence once it is checked …
waiting = You are number { $place } in line, about { $seconds } s.
busy = I have too many questions just now. Please try again at { $when }.
cooling = One question after another, please: you can ask again at { $when }.
too-slow = That took too long, so I stopped. Please try a shorter question.
closing = I am being restarted; your answer comes in a moment.
broken = Something went wrong on my side; it is noted. Please try again.
empty = I have no articles yet. Once some are added, I can answer.
no-date = “{ $typed }” is no date for `{ $option }`. Write it as 2026-03-01, or choose from the list that opens as you type.
empty-span = `since` { $since } is after `until` { $until }: no article is within both.
unknown-source = No article is from “{ $name }”.
unknown-source-near = No article is from “{ $name }”. Did you mean “{ $nearest }”?
no-role-left = The role that may ask me was deleted. An administrator can choose another in `/settings`.
what = Ask me a question about the news, such as: who proposed Istanbul talks?
unreadable = I cannot read that message, since it does not mention me. Mention me in it, or use `/ask`.
blocked = Whoever runs me does not let me answer here.
wrong-channel = I do not answer in this channel. Try { $channels }.
wrong-role = You need one of these roles to ask me: { $roles }.
not-yours = Only the person who asked can do that.
not-allowed = Only administrators can do that.

## Other commands

help-ask = **Ask** with `/ask`, mention me, reply to me, or write to me in private. Every answer is made of sentences that stand in the articles, word for word, each with its outlet and a link. What the articles do not say, I do not say.
help-narrow = **Narrow it down**: `/ask` takes `since` and `until` (dates, or words such as *last week*), `source`, and `private` for an answer that only you see.
help-closer = **Look closer** with the buttons: *Sources* shows each sentence in its paragraph, *Why* where I looked, how sure I am and what else was found, *Thread* goes on in a thread; a button with a question asks it. 👍 and 👎 help to measure me.
help-follow-up = **Follow up** by replying to an answer, or in its thread.
help-check = **Check a message**: open its menu, Apps, *{ command-fact-check }*.
help-browse = **Look around**: `/latest`, `/story`, `/sources`.
help-data = **Your data**: `/forgetme` deletes everything I keep of you. Delete a question, and I delete my answer.
about-answers = I answer questions about the news with the very sentences that say so. Code checks each quotation to the character before you see it, and each answer says how sure it is.
about-privacy = I keep the questions I am asked and my answers, so that the buttons work tomorrow, and your thumbs; nothing else that is written here. `/forgetme` deletes it.
latest-title = Latest
latest-about = Latest: { $about }
latest-none = No such articles.
sources-title = Outlets
no-article = There is no such article. Choose one from the list that opens as you type.
more-to-read =
    { $count ->
        [one] { $count } more word in the article.
       *[other] { $count } more words in the article.
    }
claim-verdict = { $verdict ->
    [supported] The articles support this.
    [contradicted] The articles contradict this.
   *[silent] The articles neither support nor contradict this.
  }
claim-title = Fact-check
claim-true = The articles bear it out: [{ $marker }].
claim-false = The articles contradict it: [{ $marker }].
claim-mixed = The articles do not agree.
claim-open = The articles settle nothing.
claim-supports = Supports it
claim-contradicts = Contradicts it
claim-near = About the same, but settles nothing
claim-none = The articles say nothing about this.
claim-empty = That message has no text to check.
claim-how = A small model judged each sentence; read them yourself.
forgotten = Deleted of you: { $what }.
forgotten-nothing = I had kept nothing of you.
forgotten-rest = The messages themselves are Discord's: delete a question, and I delete its answer.
my-data = I keep of you: { $what }. The file holds all of it.
my-data-kept = Answers go after 90 days, questions after 30, and all of it at once with `/forgetme`. Nobody else gets it; where a language model writes, it reads your question.
article-removed = Removed “{ $title }”.
articles-busy = Another process is adding articles just now. Please try again in a minute.

## Feeds

feeds-title = Feeds
feeds-none = No feeds yet; `/feeds add` adds one.
feeds-more = … and { $count } more
feed-every = every { $every }
feed-read = last read { $when }
feed-unread = never read yet
feed-new = { $count } new of late
feed-next = next { $when }
feed-holds = { $kind }, { $entries }
feed-holds-newest = { $kind }, { $entries }, the newest of { $when }
feed-added = Added.
feed-added-unread = It is added, and tried again later.
feed-not-added = { $why }; it was not added
feed-removed = It is watched no longer; its articles stay.
feed-unknown = That feed is not watched.
feed-silent = silent: nothing new for longer than usual

## Watches

watch-new = New: { $topic }
watch-update = Update: { $topic }
watch-digest = Digest: { $topic }
watch-everything = all news
watch-silent = { $feed } has brought nothing new since { $when }, which is longer than usual.
watch-silent-all = No feed has brought anything new since { $when }, which is longer than usual.
watch-as-it-comes = as it comes
watch-every = every { $every }
watch-daily = every day at { $at } ({ $zone })
watch-added = Watch { $number }, { $topic }, { $when }: what is new from now on comes to { $where }.
watch-here = you, in a direct message
watch-full = There are { $count } watches already, and no room for more; `/watch remove` makes some.
watch-forbidden = To have news posted in a server, you need the permission to manage messages there.
watch-cannot-post = I may not post in { $channel }: I need to see it, send messages and embed links there.
watch-unknown = There is no watch of that number here; `/watch list` shows those there are.
watch-paused = Watch { $number } is paused; `/watch resume` lets it go on.
watch-resumed = Watch { $number } goes on; what came meanwhile is not posted.
watch-removed = Watch { $number } is removed.
watch-state-paused = paused
watch-quiet = quiet { $hours }
watch-cap = at most { $count } a day
watches-title = Watches
watches-none = No watches here; `/watch add` adds one.

## How many there are

articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
answers =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
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
        [one] { $count } entry
       *[other] { $count } entries
    }
watches =
    { $count ->
        [one] { $count } watch
       *[other] { $count } watches
    }
outlets =
    { $count ->
        [one] { $count } outlet
       *[other] { $count } outlets
    }

## The settings panel

settings-title = Settings
settings-channels = **Where I answer**  { $channels }
settings-roles = **Who may ask**  { $roles }
settings-private = **Who sees answers to `/ask`**  { $private ->
        [yes] only the asker, unless told otherwise
       *[no] everybody
    }
settings-threads = **In my own threads**  { $threads ->
        [yes] no mention is needed
       *[no] only when mentioned
    }
settings-rate = **How often**  { NUMBER($cooldown, useGrouping: 0) } s between two questions of a person, { NUMBER($per_minute, useGrouping: 0) } questions a minute in all
settings-language = **Language of my own words**  { $language }
every-channel = every channel that I can see
everybody = everybody
pick-channels = Channels where I answer (none: all)
pick-roles = Roles that may ask (none: everybody)
toggle-private = Private answers: { $on ->
        [yes] on
       *[no] off
    }
toggle-threads = Threads without mention: { $on ->
        [yes] on
       *[no] off
    }
rate-button = How often …
rate-title = How often may be asked
rate-person = Seconds between two questions of a person
rate-space = Questions a minute in the whole server
no-number = “{ $text }” is no whole number from { $least } to { $most }.

## Commands and their options, as Discord lists them

name-ask = ask
name-latest = latest
name-story = story
name-sources = sources
name-help = help
name-about = about
name-forgetme = forgetme
name-mydata = mydata
name-settings = settings
name-articles = articles
name-feeds = feeds
name-watch = watch
name-digest = digest
command-ask = Ask the news: the answer comes with the sentences that say so
command-question = What you want to know
command-since = Only articles from this day on, such as 2026-03-01 or last week
command-until = Only articles up to this day
command-source = Only this outlet's articles
command-as-of = What “today” means in the question
command-private = Whether only you see the answer
command-latest = The newest articles, of an outlet or about a topic
command-topic = Words that say what about
command-story = How an article begins, with a link to the rest
command-article = Words of its title
command-sources = The outlets, and how many articles of each there are
command-help = How to ask, and what else I can do
command-about = What I am, what I know, and what I keep
command-forgetme = Delete everything that I keep of you
command-mydata = Show and send all that I keep of you
command-settings = Where I answer, whom, how often, in which language
command-articles = Look after the stored articles
command-articles-remove = Remove an article: it is never cited again
command-feeds = Look after the feeds that news comes from
command-feeds-add = Watch a feed: RSS, Atom, JSON Feed or a sitemap
command-feeds-remove = Watch a feed no longer; its articles stay
command-feeds-list = The feeds that are watched, and how they fare
command-feeds-check = Look at a feed once, without taking anything in
command-feed-url = The feed's address
command-feed-every = Time between two looks, such as 15m, 2h or 1d
command-feed-source = What the outlet is called
command-watch = What is new on a topic comes by itself
command-watch-add = Post what is new on a topic, once, from now on
command-watch-list = The watches here, with their numbers
command-watch-pause = Let a watch rest
command-watch-resume = Let a watch go on
command-watch-remove = Delete a watch
command-watch-channel = Where it is posted; left out: here
command-watch-every = How often I look; left out: as news comes
command-watch-at = Time of day, as in 08:00
command-watch-zone = Time zone, as in Europe/Berlin
command-watch-cap = Messages a day at most
command-watch-quiet = Hours without messages, as in 22-7
command-watch-number = The watch’s number
command-digest = The news of the last two days, now or every day by itself
every-hour = every hour
every-day = every day
command-fact-check = Fact-check this
day-today = today
day-yesterday = yesterday
day-last-week = last week
day-this-month = this month
day-last-month = last month
day-this-year = this year
day-last-year = last year

## The page

web-title = newsdesk: ask the news
web-lead = Ask the news. Every answer is made of sentences that stand in the articles, and each shows where.
web-ask = Ask
web-question = Your question
web-example = who proposed Istanbul talks?
web-follow-up = Ask a follow-up
web-new = New conversation
web-earlier = Asked before
web-limits = Limit by outlet and days
web-outlet = Outlet
web-every-outlet = every outlet
web-since = From
web-until = To
web-check = Check a claim
web-claim = The claim
web-claim-example = The bridge reopened a week late.
web-check-lead = Name something that is said. The sentences that support it, contradict it or come near it follow.
web-check-it = Check
web-digest = Digest
web-digest-lead = What was in the news on these days, the stories of most outlets first.
web-digest-none = No stories on these days.
web-told-by = told by { $outlets } in { $articles }
web-articles = Articles
web-topic = About
web-show = Show
web-close = Close
web-stop = Stop
web-skip = Skip to the content
web-menu = Pages
web-sentence = Sentence { $marker }
web-facts = The article
web-published = Published
web-modified = Changed
web-authors = By
web-genre = Kind
web-story = Also told by
web-story-none = No other outlet tells this story.
web-whole = Read it here in full
web-coverage = { $articles } on this, { $first } to { $last }
web-broke-off = The connection broke off. Please ask again.
web-failed = That did not work
web-token = Token
web-token-why = This newsdesk asks for a token. Whoever runs it has it.
web-token-wrong = That is not the token.
web-enter = Enter
web-unknown-article = There is no such article; it may have been removed.
web-nothing-here = There is nothing at this address.
