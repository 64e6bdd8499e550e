"""English sentences and names: abbreviations, words that open sentences, words with a capital."""

from __future__ import annotations

import re

from retrieval.text.languages.language import NameWords, SentenceWords, words

SENTENCES = SentenceWords(
    leads_on=words(
        """
        Mr Mrs Ms Mx Dr Drs Prof Rev Fr Hon Messrs Mme Mlle Gen Gens Sen Sens Rep Reps Gov Govs Pres Sec
        Lt Col Capt Cmdr Cdr Adm Maj Brig Sgt Cpl Pvt Pfc Spc Supt Insp Det Amb Atty Mt Ft Adj vs v cf
        tr e.g i.e viz
        """
    ),
    either=words(
        """
        Inc Co Cos Corp Ltd Bros Jr Sr St Ste Ave Blvd Rd Dept Univ Assn Intl Natl al Ph.D M.Sc Ed.D Jan
        Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan
        Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
        """
    ),
    before_number=words("No no Nos nos Op Vol vol Fig fig Ch ch Art Sec pp approx ca est Est"),
    openers=words(
        """
        A About According After All Also Although Among An And Another Any Are As At Back Because Before
        Both But By Can Despite Did Do Does Don't During Each Earlier Even Every Few For Former From Had
        Has Have He He's Her Here His How However I I'd I'll I'm I've If In Instead Is It It's Its Just
        Last Later Like Many Maybe Meanwhile More Most Mr Mrs Ms My Nearly Never No Nobody Nor Not
        Nothing Now Of On Once One Only Or Other Others Our Over Police She She's Should Since So Some
        Still Such That That's The Their Then There There's These They They're This Those Though Through
        To Today Two Unlike Until Was We We're Were What When Where Whether Which While Who Why With
        Without Would Yes Yet You You're Your
        """
    ),
    reporting_verbs=words(
        """
        said says asked asks told wrote writes added recalled explained demanded wondered insisted joked
        shouted yelled cried exclaimed replied tweeted
        """
    ),
    exclaiming_names=words("Yahoo Jeopardy Yum"),
    hours=words("a.m p.m"),
    after_hour=words("UTC British Local Eastern Central Mountain Pacific Greenwich"),
    byline="By",
)

NAMES = NameWords(
    common=words(
        """
        officials experts critics researchers scientists engineers authorities investigators prosecutors
        lawyers lawmakers residents people workers employees employers voters students doctors nurses teachers
        farmers drivers families women men children soldiers troops reports president vice prime minister
        mayor king queen prince princess chancellor senator governor general judge pope bishop professor
        doctor captain secretary director chairman chairwoman parliament government court police state city
        council church bank university ministry party house senate congress embassy army navy supreme central
        national federal north south east west northern southern eastern western
        """
    ),
    leading=words("across amid around based between during early following given late nearly under within"),
    joins=words("and for in of on the"),
    short_forms={
        "US": "United States",
        "UK": "United Kingdom",
        "UN": "United Nations",
        "EU": "European Union",
    },
    people_endings=re.compile(r"(?:n|an|ian|i|ese|s)\Z"),
    unrelated=frozenset({("niger", "nigerian"), ("niger", "nigerians")}),
    never_in_person=words(
        """
        a an the this that these those my our your his her its their no all any some and or but not
        land sea air train car bus plane popular numbers election design default comparison contrast chance
        christmas easter day night week month year noon midnight midday
        """
    ),
    calendar_persons=words("may"),
)
