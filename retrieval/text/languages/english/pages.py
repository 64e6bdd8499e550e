"""What English pages and feeds hold beside their articles' words: boilerplate, bylines, walls."""

from __future__ import annotations

import re

from retrieval.text.languages.language import BylineWords, PageWords, words

_LINES = """
    advert|advertisement|advertising|sponsored|sponsored content|promoted|paid content|supported by
    story continues below advertisement|story continues below|article continues below|continue reading
    article continues after advertisement|article continues after this message|scroll to continue
    continue reading the main story|skip advertisement|skip to main content|skip to content|keep reading
    share|share this|share this article|share this story|share this post|share this page|share article
    share story|share on facebook|share on twitter|share on x|share on whatsapp|share on linkedin
    share via email|tweet|copy link
    email this article|e-mail this article|print this article|print|save this article|gift this article
    read more|read more here|read next|read also|read full story|read the full story|read the full article
    related|related articles|related article|related stories|related story|related content|related topics
    see also|more stories|more news|recommended|recommended for you|recommended stories
    you may like|you may also like|most read|most popular|most viewed|trending now
    editor's picks|editors' picks|don't miss|up next
    subscribe|subscribe now|sign up|sign up now|sign in|log in|newsletter|newsletters|follow us
    comments|leave a comment|view comments|show comments|post a comment|join the conversation
    hide caption|toggle caption|enlarge this image|loading|loading...|click to enlarge|view gallery
    menu|back to top|listen to this article|listen to our podcast|all rights reserved
"""

PAGES = PageWords(
    lines=frozenset(line.strip() for line in re.split(r"[|\n]", _LINES) if line.strip()),
    link=re.compile(
        r"(?:read more|read also|also read|read next|see also|related|related stor(?:y|ies)|related articles?"
        r"|more|more on this story|you may (?:also )?like|recommended|don['’]t miss)(?: here| now)?\s*[:»>]",
        re.I,
    ),
    offer_starts=re.compile(
        r"(?:sign up|subscribe|register|click here|tap here|follow|join|like us|download|share) ", re.I
    ),
    offer=re.compile(
        r"(?:sign up|subscribe|register)\b.*"
        r"\b(?:newsletters?|inbox|alerts?|for free|podcast|channel|here|now)\b"
        r"|(?:click|tap) here (?:to|for)\b"
        r"|follow (?:us|@\w|.* on (?:twitter|facebook|instagram|x|threads|linkedin|mastodon|bluesky)\b)"
        r"|join (?:us on|our (?:newsletter|whatsapp|telegram|facebook))\b|like us on\b"
        r"|download (?:our|the) (?:\S+ ){0,4}app\b|share this (?:article|story|post|page|on)\b",
        re.I,
    ),
    inbox=re.compile(r"\b(?:delivered|sent|straight|right|directly) (?:to|in) your inbox", re.I),
    newsletter=re.compile(r"\b(?:newsletters?|podcast|inbox)\b", re.I),
    sign_up=re.compile(r"\b(?:sign up|subscribe)\b", re.I),
    sign_up_order=re.compile(
        r"\b(?:sign up|subscribe)\b[^.!?]{0,40}\b(?:here|our)\b|(?:^|[.!?:] ?)(?:sign up|subscribe)\b"
        r"|(?-i:\bSign up (?:for|now|here)\b)",
        re.I,
    ),
    credit=re.compile(
        r"[(\[]?(?:(?:contributing|contributors?): |(?:(?:additional )?reporting|editing) by [^\W\d_])", re.I
    ),
    contributed=re.compile(r"\bcontributed to this (?:report|story|article|post)[.)]*$", re.I),
    rights=re.compile(r"(?:tm (?:&|and) )?(?:©|\(c\)|copyright ©|copyright \d{4}).{0,120}$", re.I),
    paywall=re.compile(
        r"\b(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber)) (?:now |today )?"
        r"(?:to|for|and) (?:continue|keep|read|unlock|full|get (?:full|unlimited)|access)\b"
        r"|\bto (?:continue|keep) reading(?: this \w+)?,? (?:please )?(?:subscribe|sign|log|register)"
        r"|\b(?:article|story) is (?:only |exclusively )?(?:for|available to) (?:our )?"
        r"(?:subscribers|members)"
        r"|\balready a (?:subscriber|member)\b|\bthis is a (?:premium|subscriber)",
        re.I,
    ),
    consent=re.compile(
        r"\bwe (?:value|care about|respect) your privacy\b|\bbefore you continue\b"
        r"|\baccept (?:all )?cookies\b"
        r"|\b(?:we|our partners|this (?:web)?site) uses? cookies\b|\bmanage (?:your )?(?:cookies|consent)\b",
        re.I,
    ),
    robot_check=re.compile(
        r"\benable javascript\b|\bchecking your browser\b|\bare you a (?:robot|human)\b"
        r"|\baccess (?:is )?denied\b|\bunusual traffic\b|\bverify (?:that )?you are (?:a )?human\b",
        re.I,
    ),
    error=re.compile(
        r"\b(?:page|article|story|document)\b.{0,30}\b(?:not found|cannot be found|could not be found"
        r"|no longer|does(?:n['’]t| not) exist)|\b(?:404|410|403|500|502|503)\b|\bnot found\b"
        r"|\b(?:service|temporarily) unavailable\b",
        re.I,
    ),
    cut_off=re.compile(r"\b(?:read|continue|find out) (?:more|reading)\W*$", re.I),
)

BYLINES = BylineWords(
    prefix=re.compile(
        r"(?:(?:written|story|words|report|reported|posted|analysis)\s+)?by(?:\s*:\s*|\s+)", re.I
    ),
    alone=re.compile(r"(?:(?:written|story|words|posted)\s+)?by\s*:?", re.I),
    conjunctions=words("and"),
    before_place=words("for in at"),
    roles=words(
        """
        a an and at by chief columnist contributing correspondent critic desk editor for foreign from guest in
        of on political producer reporter senior special sports staff the to updated writer p.m a.m
        """
    ),
    endings=("p.m.", "a.m.", "Inc.", "St."),
)
