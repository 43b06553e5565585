//! What kinds of word matter for telling who is who.
//!
//! In: a word's lower-case letters. Out: its [`Class`]es. It knows words one
//! at a time; it does not know a text.

use std::sync::LazyLock;

use crate::word_table::WordTable;

/// A set of the classes that a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// No class: most words.
    pub const NONE: Self = Self(0);
    /// Stands before a name as a form of address: "Mr", "Sen.", "King".
    pub const TITLE: Self = Self(1);
    /// A title that says nothing of what somebody does: "Mrs".
    pub const COURTESY: Self = Self(1 << 1);
    /// An office or a trade; its word can stand before a name: "chairman".
    pub const ROLE: Self = Self(1 << 2);
    /// Goes before a role: "vice", "deputy", "Republican".
    pub const MODIFIER: Self = Self(1 << 3);
    /// Another word for one person: "woman", "critic".
    pub const PERSON: Self = Self(1 << 4);
    /// A person by whose person they are: "wife", "lawyer", "spokesman".
    pub const RELATIVE: Self = Self(1 << 5);
    /// Of a man.
    pub const MALE: Self = Self(1 << 6);
    /// Of a woman.
    pub const FEMALE: Self = Self(1 << 7);
    /// Several people: "officials".
    pub const GROUP: Self = Self(1 << 8);
    /// An organisation, or a word that ends the name of one.
    pub const ORGANIZATION: Self = Self(1 << 9);
    /// Something written or broadcast: "report".
    pub const DOCUMENT: Self = Self(1 << 10);
    /// Of a country, a party or a faith: "British".
    pub const NATION: Self = Self(1 << 11);
    /// A day, a month or a feast.
    pub const TIME: Self = Self(1 << 12);
    /// Takes a capital at a sentence's start only.
    pub const FUNCTION: Self = Self(1 << 13);
    /// Stands inside a name in lower case: "van".
    pub const PARTICLE: Self = Self(1 << 14);
    /// Stands behind a name: "Jr".
    pub const SUFFIX: Self = Self(1 << 15);
    /// Reports speech: "said".
    pub const SPEECH: Self = Self(1 << 16);
    /// A preposition that makes what follows no subject.
    pub const PREPOSITION: Self = Self(1 << 17);
    /// A preposition of place.
    pub const PLACE: Self = Self(1 << 18);
    /// A verb that cannot stand inside the description of somebody.
    pub const VERB: Self = Self(1 << 19);
    /// What a "secretary of …" or a "minister for …" is for.
    pub const OFFICE: Self = Self(1 << 20);
    /// Somebody from somewhere: "Texan".
    pub const ORIGIN: Self = Self(1 << 21);
    /// What somebody did, in another form than "-ed".
    pub const PAST: Self = Self(1 << 22);
    /// What begins sentences of stories, but acts only in a manner of speaking.
    pub const SCENE: Self = Self(1 << 23);
    /// Whatever is said of one person.
    pub const ANY_PERSON: Self = Self(Self::TITLE.0 | Self::ROLE.0 | Self::PERSON.0 | Self::RELATIVE.0);

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share a class.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The gender that the word tells, where it tells one.
    pub fn gender(self) -> Option<Gender> {
        match (self.any(Self::MALE), self.any(Self::FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }

    /// The classes of `word`, in lower case. Regular plurals, compounds
    /// ("co-founder") and ages ("a 21-year-old") have those of their last part.
    pub fn of(word: &str) -> Self {
        let listed = |word: &str| Some(Self(LIST.get(word))).filter(|class| *class != Self::NONE);
        if let Some(class) = listed(word) {
            return class;
        }
        let word = word.trim_end_matches('.');
        if let Some(class) = listed(word) {
            return class;
        }
        if let Some((_, last)) = word.rsplit_once('-') {
            let last = if word.ends_with("-year-old") || word.ends_with("-year-olds") { "player" } else { last };
            return listed(last).filter(|class| class.any(Self::ANY_PERSON)).map_or(Self::NONE, |class| Self(class.0 & !Self::TITLE.0));
        }
        match word.strip_suffix('s').and_then(listed) {
            Some(class) if class.any(Self::ANY_PERSON.and(Self::NATION)) => Self::GROUP,
            Some(class) if class.any(Self::DOCUMENT) => Self::DOCUMENT,
            Some(class) if class.any(Self::ORGANIZATION) => Self::GROUP.and(Self::ORGANIZATION),
            _ => Self::NONE,
        }
    }
}

/// The gender of a person, where the text tells one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// Every listed word with its classes.
static LIST: LazyLock<WordTable> =
    LazyLock::new(|| WordTable::new(&LISTS.iter().map(|(class, words)| (class.0, *words)).collect::<Vec<_>>()));

/// The lists; a word may stand in several.
const LISTS: &[(Class, &str)] = &[
    (Class::TITLE.and(Class::COURTESY).and(Class::PERSON).and(Class::MALE), "mr sir lord"),
    (Class::TITLE.and(Class::COURTESY).and(Class::PERSON).and(Class::FEMALE), "mrs ms miss lady dame madam baroness"),
    (Class::TITLE.and(Class::COURTESY), "dr mx hon rt revd rev reverend messrs"),
    (
        Class::TITLE.and(Class::ROLE),
        "sen senator rep representative gov governor president pope judge justice gen general lt col colonel sgt sergeant capt captain maj \
         adm admiral brig brigadier cardinal bishop archbishop prof professor mayor sheriff detective det officer lieutenant insp inspector \
         cpl corporal pvt private cmdr commander ambassador chancellor premier pastor rabbi imam sheikh emir constable superintendent supt \
         secretary chairman chairwoman congressman congresswoman councilman councilwoman councillor cllr assemblyman assemblywoman \
         speaker doctor coach chief minister deputy rapper aunt uncle empress emperor sens reps govs gens profs del. ald",
    ),
    (Class::TITLE.and(Class::GROUP), "senators representatives congressmen governors professors presidents justices judges doctors"),
    (Class::TITLE.and(Class::MALE).and(Class::ROLE), "king prince duke father brother baron count friar emperor"),
    (Class::TITLE.and(Class::FEMALE).and(Class::ROLE), "queen princess duchess sister countess nun empress"),
    (
        Class::ROLE,
        "chair chairperson leader director treasurer commissioner delegate executive ceo cfo coo cto manager editor mp mep msp am \
         mathematician historian whip host candidate nominee strategist analyst assistant author writer producer reporter correspondent \
         journalist columnist economist scientist researcher founder co-founder boss player striker midfielder goalkeeper defender winger \
         champion star czar tsar surgeon lawmaker staffer surrogate envoy lieutenant undersecretary billionaire mogul tycoon \
         developer politician democrat republican libertarian conservative liberal physicist chemist biologist psychologist philosopher \
         poet novelist playwright painter artist singer songwriter musician guitarist drummer composer comedian actor filmmaker designer \
         architect engineer programmer programmer activist campaigner organizer organiser lobbyist pollster prosecutor magistrate \
         chaplain vicar priest dean principal teacher lecturer instructor scholar linguist sociologist anthropologist astronomer \
         geologist astronaut pilot trainer skipper quarterback sprinter athlete runner swimmer boxer jockey cyclist golfer prop hooker \
         fly-half lock flanker centre-back all-rounder batsman bowler wicketkeeper referee umpire head presenter broadcaster dj model \
         entrepreneur investor banker trader broker consultant specialist expert veteran frontman vocalist narrator moderator \
         statistician neuroscientist geographer archaeologist nutritionist dermatologist psychiatrist physician paramedic nurse \
         midwife librarian curator explorer inventor premier chef publisher agent contender challenger rival winner runner-up medallist favourite native icon legend hopeful incumbent \
         frontrunner front-runner veteran forward chairman",
    ),
    (Class::ROLE.and(Class::MALE), "congressman councilman businessman salesman sportsman assemblyman frontman"),
    (
        Class::ROLE.and(Class::FEMALE),
        "congresswoman chairwoman councilwoman businesswoman actress waitress heroine sportswoman assemblywoman stewardess",
    ),
    (
        Class::ROLE.and(Class::RELATIVE),
        "spokesperson attorney lawyer solicitor barrister counsel adviser advisor aide owner partner representative coach doctor official \
         agent rep",
    ),
    (Class::ROLE.and(Class::RELATIVE).and(Class::MALE), "spokesman"),
    (Class::ROLE.and(Class::RELATIVE).and(Class::FEMALE), "spokeswoman"),
    (
        Class::MODIFIER,
        "vice deputy prime chief majority minority acting interim former ex retired first foreign shadow federal presidential \
         vice-presidential senior junior assistant associate managing general lead top late one-time longtime executive state district \
         gop republican democratic libertarian labour tory conservative liberal democrat independent green attorney house senate \
         national home defence defense education health finance press communications campaign party u.s us uk eu un lib dem \
         leading veteran fellow newly incoming outgoing world olympic",
    ),
    (
        Class::ROLE.and(Class::ORIGIN),
        "scot texan swede dane finn turk serb croat briton spaniard slovak czech swiss australian american italian german brazilian \
         argentine argentinian canadian russian norwegian belgian austrian nigerian kenyan egyptian mexican cuban portuguese \
         japanese chinese californian floridian vermonter ohioan londoner yorkshireman new-yorker chilean colombian \
         uruguayan ghanaian ivorian cameroonian israeli iranian iraqi indian pakistani korean ukrainian romanian bulgarian hungarian",
    ),
    (Class::ROLE.and(Class::ORIGIN).and(Class::MALE), "frenchman dutchman englishman irishman welshman scotsman ulsterman"),
    (Class::ROLE.and(Class::ORIGIN).and(Class::FEMALE), "englishwoman frenchwoman scotswoman irishwoman welshwoman"),
    (Class::NATION, NATIONS),
    (
        Class::PERSON,
        "person critic supporter opponent voter resident neighbor neighbour witness victim student driver worker farmer soldier visitor \
         passenger customer patient guest guy child kid baby teenager youth friend stranger traveler traveller user reader viewer caller \
         listener protester questioner interviewer announcer speaker member backbencher insider source survivor captain announcer \
         blogger commentator observer contestant fan shopkeeper clerk guard servant bartender hopeful incumbent frontrunner front-runner \
         head winner loser immigrant refugee prisoner inmate mate footman housekeeper governess landlord landlady innkeeper barman barmaid waiter fisherman ferryman miller \
         blacksmith shepherd knight beggar thief robber ghost fellow chap youth newcomer hostess peasant merchant tailor policeman \
         policewoman conductor porter gatekeeper caretaker janitor receptionist squire creature giant witch wizard dwarf fairy troll maid \
         butler crone suspect defendant plaintiff appellant applicant respondent juror attendee \
         participant guide tourist local villager sailor detective lady gentleman other one onlooker bystander parent spouse roommate \
         colleague companion classmate",
    ),
    (Class::PERSON.and(Class::MALE), "man boy gentleman guy monk lad bishop pope hero widower"),
    (Class::PERSON.and(Class::FEMALE), "woman girl lady widow lass heroine"),
    (Class::PERSON.and(Class::RELATIVE).and(Class::MALE), "husband son dad grandfather grandson nephew boyfriend stepfather grandpa daddy"),
    (
        Class::PERSON.and(Class::RELATIVE).and(Class::FEMALE),
        "mother wife daughter mom mum grandmother granddaughter niece girlfriend stepmother grandma mommy mummy",
    ),
    (Class::PERSON.and(Class::RELATIVE).and(Class::MALE), "father brother uncle"),
    (Class::PERSON.and(Class::RELATIVE).and(Class::FEMALE), "sister aunt"),
    (Class::PERSON.and(Class::RELATIVE), "cousin friend colleague boss parent spouse teacher neighbour neighbor manager"),
    (
        Class::GROUP,
        "officials police people men women children parents families others authorities advisers advocates staff lawmakers experts both \
         many some several few most those clergy crowd troops personnel pundits republicans democrats tories scientists researchers \
         sources critics supporters opponents aides allies prosecutors regulators investigators economists analysts protesters \
         demonstrators users firefighters politicians businessmen businesswomen spokesmen congressmen councilmen",
    ),
    (
        Class::ORGANIZATION,
        "university party committee council department house senate court times post news journal group inc corp co ltd llc plc company \
         bank fund association institute center centre agency commission office ministry union foundation league federation college \
         school campaign administration congress parliament assembly board bureau force army navy church society network coalition \
         alliance organization organisation international service services media magazine press herald tribune globe guardian telegraph \
         bbc cnn nbc abc cbs msnbc pbs npr reuters politifact energy airlines airline industries systems holdings partners trust \
         museum hospital exchange airport club rovers athletic relations affairs entertainment pictures studios records books films \
         government treasury pentagon kremlin capitol united city nations newspaper paper firm charity band team regulator watchdog \
         tribunal panel taskforce cabinet jury industry market kingdom states commons lords academy authority corporation \
         enterprises laboratory laboratories street avenue boulevard republic consortium chamber orchestra observatory daily gazette chronicle observer independent \
         mirror sun express mail forum project initiative division unit squad fbi cia nasa nato wto imf fifa uefa",
    ),
    (
        Class::DOCUMENT,
        "report study memo statement letter filing complaint document article book poll email e-mail lawsuit survey website site page \
         story post tweet message release advertisement ad advert video clip film movie song ruling opinion order decision indictment \
         affidavit transcript note manual guide constitution act bill law treaty motto slogan sign headline editorial column paper \
         programme program brochure leaflet petition review text notice caption label poster testimony dossier manifesto bulletin",
    ),
    (
        Class::TIME,
        "january february march april may june july august september october november december monday tuesday wednesday thursday friday \
         saturday sunday christmas easter thanksgiving ramadan hanukkah today yesterday tomorrow earth god internet web christianity islam",
    ),
    (Class::FUNCTION, FUNCTION_WORDS),
    (Class::PARTICLE, "de la van von der den bin ibn al el da di du del y dos das le ter ten bint af zu san st mac"),
    (Class::SUFFIX, "jr sr ii iii iv"),
    (
        Class::SPEECH,
        "said says say saying told tells asked asks added adds wrote writes tweeted continued explained explains noted argued argues \
         replied responded recalled recalls insisted insists declared called described claimed claims warned warns admitted acknowledged \
         concluded stated announced suggested believes believed thinks thought joked quipped charged testified observed remarked cried \
         shouted whispered panted sighed laughed nodded smiled shrugged grinned muttered murmured commented stressed pointed answered \
         believe feels hopes hoped feared fears predicted predicts urged urges criticised criticized condemned praised welcomed denied \
         denies accused vowed promised revealed confirmed testify maintains maintained repeated reiterated emphasized emphasised \
         lamented complained quoted recounted retorted countered conceded cautioned notes adds claims acknowledges describes \
         wrote calls called cites cited mentioned",
    ),
    (
        Class::PREPOSITION,
        "of to for with by from in on at against about than between like as toward towards after before over under into \
         across within through among amid behind during around outside inside throughout near beyond such",
    ),
    (
        Class::PAST,
        "took went put came stood sat got gave made felt heard ran turned held kept left let lay led lost met rose saw shook shut sang slid \
         slept spoke sprang swung threw thought understood woke wore began bent bit blew broke brought built bought caught chose drew \
         drank drove fell fought found flew forgot froze grew hung hid hit knew leaned leant lit read rang sent set shot sank stole \
         struck swam swore taught tore won laid paid bade fled slung clung wept swept crept knelt spat dealt dug fed wound rode shrank sprang \
         stuck stung trod wrung spun sped bore bound stirred tried cried didn't couldn't wouldn't hadn't wasn't looked stared paused waited stopped walked",
    ),
    (
        Class::SCENE,
        "silence rain snow thunder lightning wind smoke night morning dawn darkness dinner breakfast supper lunch tea outside inside \
         time nobody life death light water fire sunlight moonlight laughter music voices footsteps nature fate love anger fear dust",
    ),
    (Class::PLACE, "in at near across throughout outside inside around"),
    (
        Class::VERB,
        "is was are were has had have will would did said says told tells added also been being does do can could should may might must",
    ),
    (
        Class::OFFICE,
        "state defense defence commerce labor labour treasury education energy transportation transport agriculture health homeland \
         security interior justice foreign affairs culture veterans human services housing urban development trade exchequer \
         environment the opposition finance war navy army",
    ),
];

const NATIONS: &str = "american british french german russian italian israeli canadian australian mexican chinese japanese spanish irish \
    scottish welsh english european african asian african-american latino hispanic iranian iraqi syrian turkish indian pakistani \
    indonesian korean cuban ukrainian polish greek dutch swedish norwegian danish roman catholic christian muslim jewish islamic \
    protestant orthodox arab democratic republican democrat liberal conservative spaniard briton frenchman western eastern northern \
    southern libertarian tory belgian austrian swiss brazilian argentine egyptian saudi kenyan nigerian portuguese finnish hungarian \
    czech romanian bulgarian palestinian afghan vietnamese thai soviet hindu buddhist sikh anglican labour native latin";

const FUNCTION_WORDS: &str = "the a an but and or for in on at by as if when while after before since though although because so yet then \
    now there here that this these those he she it they we i you his her their its our my your who what how why where which with without \
    from to of not no yes one some many most all both each every another other such even just only also still meanwhile however earlier \
    later last first next during despite like unlike under over about among between according asked told said says speaking \
    additionally moreover instead perhaps maybe well oh sorry hey hi hello dear please is are was were be been do does did have has had \
    will would can could should may might must let get got go than too very more much never ever always often again once two three four \
    five six seven eight nine ten until unless whether whose whom near inside outside through throughout against within upon per via back \
    down up out off plus versus vs re following recently today yesterday tomorrow sometimes click read watch see listen related photo \
    image video getty copyright make given nor none nothing everything something anything someone everyone anyone nobody everybody \
    anybody somebody thank thanks mom dad congratulations don't isn't doesn't wasn't aren't can't won't didn't ain't haven't hasn't \
    wouldn't couldn't shouldn't let's ok okay ah um uh yeah indeed thus therefore hence nevertheless nonetheless furthermore \
    besides otherwise rather quite almost already soon ago away come take look so-called few several less least \
    half whatever whenever wherever whoever ladies gentlemen us him them me myself himself herself themselves itself \
    certainly clearly finally initially eventually actually originally apparently reportedly additionally similarly likewise \
    unfortunately fortunately surely probably possibly presumably interestingly ironically critics officials \
    amid alongside above below behind beyond across toward towards regarding concerning considering including";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_classes_of_their_lists() {
        assert_eq!(Class::of("mrs.").gender(), Some(Gender::Female));
        assert!(Class::of("spokesman").any(Class::RELATIVE));
        assert!(!Class::of("table").any(Class::ANY_PERSON));
    }

    #[test]
    fn plurals_compounds_and_ages_follow_their_last_part() {
        assert!(Class::of("senators").any(Class::GROUP));
        assert!(Class::of("ex-president").any(Class::ROLE));
        assert!(Class::of("21-year-old").any(Class::ANY_PERSON));
        assert!(Class::of("reports").any(Class::DOCUMENT));
    }
}
