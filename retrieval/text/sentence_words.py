"""Words that tell whether a full stop ends a sentence (`retrieval/sentences.py`)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the last word of a sentence that goes on with a capital: titles, and what introduces something.
LEADS_ON = _words(
    """
    Mr Mrs Ms Mx Dr Drs Prof Rev Fr Hon Messrs Mme Mlle Gen Gens Sen Sens Rep Reps Gov Govs Pres Sec
    Lt Col Capt Cmdr Cdr Adm Maj Brig Sgt Cpl Pvt Pfc Spc Supt Insp Det Amb Atty Mt Ft Adj vs v cf
    tr e.g i.e viz
    """
)
# May end a sentence or stand inside one: only a word that opens sentences, after it, tells.
EITHER = _words(
    """
    Inc Co Cos Corp Ltd Bros Jr Sr St Ste Ave Blvd Rd Dept Univ Assn Intl Natl al Ph.D M.Sc Ed.D Jan
    Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan
    Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    """
)
BEFORE_NUMBER = _words(
    """
    No no Nos nos Op Vol vol Fig fig Ch ch Art Sec pp approx ca est Est
    """
)
OPENS_SENTENCES = _words(
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
)
