const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
const pairsOf = (second: string, firsts: string): readonly string[] =>
  firsts.split(' ').map((first) => `${first} ${second}`);

/**
 * English words that are names of people too: alone, they name nobody; a title, a verb of speech, an initial or
 * the rest of the name beside them does. Put together for this scan from what reviews and letters speak of.
 */
export const ordinaryNames: ReadonlySet<string> = setOf(`
max able ace acre admin administrator adore aim al alley amber amble an angel any apple applicant april arch arena arm
art as ash asia assessor at aura aurora autumn ax axe back bacon bail bald bale ball ban band bank banks bar barber
bark barley barn baron barrow base basin bass battle bay be beach bead beam bean bear beard beck bee bell belt ben
bench bend bent berry best bill birch bird bishop black blank blaze bliss blithe block bloom blue board bold bolt
bond bone bonnet book booker boon boot booth border born boss bow bowl bowler box boy brace branch brand brandy
brave bray bread breeze brew brewer briar brick bride bridge bridges brief brier brig bright brook brooks broom
brown buck bud buddy bull bullock burden burger burn burns bush bushel butcher butter button by bye cable calm camel
camp candy cane cannon cap care carer carol carpenter carry cart carver case cash castle cave centre chain chair
chamber chambers chance chancellor chapel chaplain chapman chapter charge charity chase cherish cherry chess chester
chew chick child children china chips christian church churchill clarity clay clean clear clerk cliff clinician
close cloud clover coach coal coast cock code cold cole collar colleague college collier colon come comfort
committee common commons constable constant consultant contact cook cookie coop coral cord core corn corner cotton
couch counter court courtesy cousin coward cox craft crane craven creed creek crisp cross crow crown cry crystal
cull curry curtain cutter cutting daisy dale dame dance dare dark darling dash dawn day days deacon dean dear deck
deed deer dell den denial dent desire developer dew di dial diamond dick dingle dish do dock doctor dodge doll don
door dot dove down drake draper draw dray dream drift drum drummer duck duke dun duty dwell dyer eagle earl early
east easter eastern eden edge editor elder elders eldest elm ember emerald english enquiries essence estate eve ever
evergreen every fair faith fall falls fame fan fancy fare farmer fast favour fawn feather fell fellow fellows fence
fern ferry few fidelity field fields fig finch finder fine first fish fleet flint flood flora florist flower flowers
fly foot force ford forest forester fork forth fortune foster fountain fox frame france frank franklin frankly free
freed freedom freeman french friar friday friend friendly friends frost fry fuller fun funk funnell furlong fuse
gage gaiter gal gale gallant galley game gap garden gardener garnet garrison gates gay gem gene gentle gentry ghost
gift gill gin ginger glad glass glen globe glory glover go goat goer gold golden good goode goodman goodwill goose
gore gown grace grain grand grange grant grass grave graves gray great green grey grocer groom gross group grove
grow guest guide gull gun gunner guy gypsy had hair hale half hall ham hamlet hammer hand hands handy happy harbour
hard hardwick hardy hare harmony harp harrow hart harvest haste hasty haven hawk hawker hawthorn hay hays haze hazel
he head heal health heap heard heart heath heather heaven hedge hedges heed hello hemp hen her herald herd herring
hew hi hick hide high hill hills hitch ho hoar hobby hold holder hole holiday holland hollow holly home honesty
honey honor honour hood hook hooper hope horn horse hospital hound house hull humble hunt hunter hurdle hurry
husband hyacinth ice idle ill image in info iris irish iron irons is isle it ivory ivy jay jeans jet jewel job joy
judge july june junior just justice keen keep keeper kettle key keys kind king kings kit kitchen kite knight knot
knott know lace lad lady lake lamb lance land lane lark lash last latch lavender law lawn laws lay le leader leaf
league lean leap learned learning leather leave leech lemon lent level liberty lid lift light lilac lily limb lime
line link lion list little live lively loader lock locke lodge loft long longer look lord lot love lovely lover low
lowe lower loyal loyalty luck lucky lune lung lyre ma mace magic maiden main maker mallet malt man manager manger
manly manner manor marble march mare marine mark marker market marks marsh marshal martial master masters match mate
matter may mayor me mead meadow meadows meal means medley meek mellow melody member mercer merchant mercy merit
merry mew middle mild mile miles mill milliner mills mind miner minister minor mint minter misty mole moment monday
monk month moody moon moor moore moral more morn morning morrow moss most motley mould mount mountain mouth mull
murder mustard my nail nap natal nation native nature naval near neat need neighbour nest nettle network never new
newcomer newman nice nick night nightingale no noble noon north northern norway nova nurse nursing nut oak oaks oath
ocean of office olive on or orchard order organ outlaw owl own owner oxford pa pace pack packer pad page pain pale
palm pane panel pansy parent paris parish park parks parrot parson parsons part partridge pass passion past pastor
pat patch patience patient pattern pay peace peach peacock peak pear pearl pearly peck peel peer pen pence penny
peony pepper per perch perfect person pet petal petty phoenix physio pi piano pick picker pickle pie piece pier
pierce pigeon pike pilgrim pine pink piper pitch pitcher plain plane plant planter player pleasant plum plumb
plumber plummer pole police pollen pond pool poor pope poppy port porter post pot pound pounder powder powell power
powers practitioner precious press price priest prime primrose prince print prior priory prize proctor professional
profit programme project prophet prosper proud prudence puck pump purity purple purse quail quarry queen quest quick
quill quilter quince rabbit race rain rainbow raine ram ramp ranger ransom rash raven ray reach read reader ready
real reason reception record red reed reef regal reign remedy research rest revel reviewer rice rich riches ride
rider ridge right ring river rivers road roads rob robe robin rock rocks rod roll rolls roman rood roof rook room
root rope rose rosemary round rounds rove rover row royal ruby ruddy rue rule ruler rules rump rush rust ruth rye
sable safe saffron sage sail sailor saint sale salmon salt salter salute sample sand sander sanders sands sandy sang
sapphire saunter savage saw say sayer scale scales scholar school scope score scout scribe sea seal seaman search
seat see seed self sell senior serene sergeant serve sex shade shadow shaft shank share shark sharp shear shed sheep
shelf shell shelter sheriff shield ship shire shoemaker shore short shot show shower shrewd side siege sigh sight
sign silk silver simple sincere sing singer single sister skill skills skip sky slack slate slater slaughter sleep
slim sloe slope slow sly small smart smoke snow so sole solo solomon song south southern spark sparks speak spear
speed speller spender spice spicer spike spill spine spinner spire spirit spring springer spur square squire staff
stage stall stamp stand standing standish star stark start starter stead steady steel steer stern steward stick
still stock stocks stone stones stork storm story stout straight strain strand strange stranger stratford straw
stream street stretch string strong stub student such sue sugar summer summers sun sunday sunny support surgeon
swallow swan sweep sweet swift swimmer sword syllable tab table tack tad tailor talent tall tame tate taught
taverner tax teacher teal team tear tell teller temper temperance tempest temple ten tenant terrace terry thing
thorn thorough thrift thrush thyme tide tile tiler till tiller timber time tin tinker tire to toll tombs tome tone
too tool top topping torch touch tower towers town trace trade trader train trainee trainer trap travel traveller
treasure tree trees trend trigger trim trinity trip trips trotter trow true trump trust truth try tuck tulip tune
turn turnpike turtle twig twin twist tyre un unity university up upright upton urban urge us usher vale valentine
valiant valley value van vane veil velvet venture verge verity vernal vesper vest vicar victor victory vigour vine
vineyard viola violet virgo virtue visit vital vogue voice vowel wade wage wager wages wail wain wait waiter waits
wake wakeful walk wall wallet walls wand want war ward warden ware warm warner warren wash waste watch water
waterfall waters wave waverly wax way we weak wealth weather web webber wedge weed weeks weight welcome weld well
wells welsh wend west western wheat wheel while white whitehead whole wick wide wild will willing willow wills win
wind window winds windy wine wing winner winter winters wisdom wise wish wit witness wolf wonder wood woods woodward
wool word words work worker workman works world worth worthy wrangler wray wren writer yard yarrow year yes yet
yield york you young younger yule zeal zest zion
`);

/** Of those, words that hardly begin a sentence here: with a capital letter they are somebody, wherever they stand. */
export const rarelySaid: ReadonlySet<string> = setOf(`
amber apple barber bell brown bush cook daisy dawn drake dyer farmer finch fox fry gardener ginger glover grace green
grey gray hawk hazel heather hill hills holly hunt hunter iris ivory ivy joy king knight lamb lily olive pearl pope
primrose prince rose ruby sandy saffron shepherd silver swan swift violet wolf wood woods barn bird berry bishop cox
cross frost hart hood lane moon reed rivers stone stones winter wolf gold pike rosemary
`);

/** Of those, words that get a capital letter by habit ("the Trust", "in Primary Care"): it says nothing. */
export const capitalByHabit: ReadonlySet<string> = setOf(`
admin administrator applicant assessor bank black board care carer case centre charity child children church clinician
college colleague committee common commons consultant contact court developer doctor editor english estate faith
french grant group hall health home hospital house info judge law level major manager member midwife minister mind
multi native nature network nurse nursing office order panel parent parish part patient physio police post
practitioner prime priority professional programme project read reader reading record reception research reviewer
royal sample school section sister speaker square staff stage standing street student support table team town trade
trainee trust union university value ward white work world young
`);

/** Ordinary words that beside another name word still say nothing: "the Centre will grant", "staff may mark". */
export const grammarWords: ReadonlySet<string> = setOf(`
may will mark can so do to an my no still more most long short first last any many new old best good well just such
all own be by he her in is it me of on or per see say read write try want need keep look go come set put use time
work way part side hand head home point early free like even ever every very real right plain clear well know
while price grant share show start turn change trust support
`);

/** Months and places: capitals and prepositions beside them are what they always have. */
export const monthsAndPlaces: ReadonlySet<string> = setOf(`
april august autumn bath border boston bolton bradford bristol burton bury carlisle chester china cornwall derby
devon dover down durham east easter england essex exeter france friday georgia german holland ireland irish january
jordan july june kent lancaster leeds leicester lincoln london ludlow march may monday newport norfolk north northern
norton norway oxford paris preston reading ripon rugby scotland south southern spring stafford stirling stratford
suffolk summer sunday sussex sutton troy wales warwick wells welsh west western winter york
`);

/** Verbs that a name can be taken for after a title in small letters: "the dr will". */
export const modals: ReadonlySet<string> = setOf(
  'will may can must might could would should do had has is was',
);

/** Titles before a name. */
export const titles: ReadonlySet<string> = setOf(
  'dr doctor prof professor mr mrs ms mx miss sir dame lord lady rev revd reverend sister matron canon cllr councillor',
);

/** What may stand before a title. */
export const ranks: ReadonlySet<string> = setOf('associate assoc emeritus');

/** The titles that mean one in small letters too. */
export const shortTitles: ReadonlySet<string> = setOf('dr prof mr mrs ms mx');

/** What only people do: the word before is one, whatever else it means. */
export const speechVerbs: ReadonlySet<string> = setOf(`
said says thinks thought believes believed felt feels suggests suggested wrote writes asks asked wants wanted argues
argued told tells commented comments pointed disagrees disagreed agrees insists insisted recommends recommended
queried doubts doubted worries worried explained explains rated scored reviewed
`);

/** After a capital letter at the beginning of a sentence, these make a person more likely than a thing. */
export const personVerbs: ReadonlySet<string> = setOf(`
is was has had did does would could might also gave gives found finds raised raises made makes liked likes saw read
called noted notes mentioned preferred prefers considered considers questioned questions praised missed wished wishes
`);

/** After these, a capital letter is somebody's, even one that is there by habit elsewhere. */
export const beforePeople: ReadonlySet<string> = setOf(
  'dear ask asked thank thanks thanked told reviewer reviewers colleague colleagues',
);

/** Of two words: whoever comes after them is spoken with. */
export const dealings: ReadonlySet<string> = new Set([
  ...pairsOf(
    'to',
    'grateful thanks speak spoke spoken talk talked reply write wrote written listen according attributed',
  ),
  ...pairsOf(
    'with',
    'speak spoke spoken talk talked discuss discussed agree agrees agreed disagree disagrees disagreed',
  ),
]);

/** The same: whoever comes after them has said something. */
export const sources: ReadonlySet<string> = new Set([
  ...pairsOf('by', 'raised questioned suggested written said asked noted put reviewed scored rated proposed'),
  ...pairsOf(
    'from',
    'comment comments question questions note notes suggestion suggestions remark remarks point heard',
  ),
]);

/** What a name is followed by that stands for its person, where it is followed by words. */
export const afterPeople: ReadonlySet<string> = setOf(
  'and or but who whom whose for to in on at about as if that whether because when with too also directly today',
);

/** What people have. */
export const opinions: ReadonlySet<string> = setOf(
  'opinion opinions view views rating ratings suggestion suggestions concern concerns doubt doubts',
);

/** What may stand between somebody and what they said. */
export const beforeSpeech: ReadonlySet<string> = setOf('also has had then clearly rightly');

/** A word after one of these is a thing. */
export const articles: ReadonlySet<string> = setOf(
  'the a an this that these those each every our your their its his her no any some which what',
);

/** So it mostly is after these. */
export const determiners: ReadonlySet<string> = new Set([...articles, 'of', 'in', 'for']);

/** Parts of surnames that never stand for the whole. */
export const particles: ReadonlySet<string> = setOf(`
van von der den de del della dello di da dal dos das do du des la le les lo el al bin ibn binti bint ben abu abd ter
ten te tot zu zum zur af av y e i o d l mac mc ni nic ui ap ab st saint fitz san santa
`);

/** Letters after a name. */
export const postNominals: ReadonlySet<string> = setOf(`
ba bsc beng bmed mbbs mbchb md ma msc mphil mres mba med phd dphil edd dprof pgce pgcert rn rgn rm rmn rscn rnld hcpc
nmc gmc gphc mbe obe cbe kbe dbe frcp frcs frcgp frcn frcem frcpch frcpsych mrcp mrcs mrcgp mrcpsych frsa fhea sfhea
pfhea fcsp mcsp fcot mrpharms frpharms facp jp qn dsc esq jr sr junior senior ii iii
`);

/** Abbreviations of the field and of the language, which are initials of somebody only by chance. */
export const usualAbbreviations: ReadonlySet<string> = setOf(`
acp acps adl aki amu anp aps bmi ccg cga dcp dop ecp fcp gpwer hpc ksb ksbs lgbtq maa mnd mpf nip pcn pcns phe pid sdec stp sus ucr
ai ad am ae af ahp aim ap apel apl ba bc bmj bma bp bsc ca cad cat cbd cbe cbt cd ceo cert cf cfs cg ckd cno cns cop copd
cpd cqc crp ct cv cvd dbe dc dipl dna dr ds ecg ed edi edd eg em ent epa er etc eu ev ex fhea frcp ft gcse gdc gi gmc gp
gps gphc gu hcp hcpc hdu hca he hee hei heis hf hiv hr hrt html ib icb icbs icu id ie ihr ii iii imd ipe it itu iv ix jp kg
kpi ks kfa kpis la lgbt ltc ma mba mbe md mdt med mh mhra mi mp mr mri mrcp ms msc msk mx nb nd ng nhs nhse nice nihr
nmc nmp no npc nqb ns oa obe ok ooh op opd or os osce ot ots pa pc pdf pdr pe pg pgce pgcert pgdip ph phd pi pico plc pm po
ppe ppi pr prn ps pt pts qa qi qr qs ra rcem rcgp rcn rcot rcp rct rcts re rm rn roi rpl rpm rps sat sba sc scp sct sd
sda se sen ses si sig slt sme smes sni sop sops sp sr ss st sw swot ta tb ti tia tv uec uk un us usa uti ux va ve vi viva vr vs
vte vii viii wba wbl wp wpba wte xi xii xr
`);

/** Short words and units that are initials of nobody. */
export const shortWords: ReadonlySet<string> = setOf(`
add age ago aid aim air all and any are art ask bad bar bed big bit box boy but buy can car cut day did die due each
eat end eye far few fit fly for fun gap get got had has her him his hit hot how ill its job key kin law lay led let lie
log lot low man map may men met mix nor not now odd off old one our out own pay per pie put ran red rid row run sad
sat saw say sea see set sex she sit six son sub sum tea ten the tie tip too top try two use via war was way wet who
why win won yes yet you
ad ah al am an as at aw ax be by ca cc cf cl cm co da de di do dr du ed eg eh el em en er et ex fa ft go gb ha he hi
ho hr id ie if kb mb tb ii in is it iv jo kg km la le lb ll lo ma me mg mi ml mm mo mr ms mu mx my nb nd ng nm no nt of oh ok ol
on op or os ow ox oz pa pg pi pm pp pt qi re rd rs sh so st th ti to ug uh uk um un up us ve vi vs we wk xi ya ye yo
yr
`);

/** Dotted letters that are no initials. */
export const dottedAbbreviations: ReadonlySet<string> = setOf('eg ie nb uk us usa eu ps');

/** Nor are these after a number. */
export const hours: ReadonlySet<string> = setOf('am pm');

/** Dotted small letters that are none either. */
export const dottedSmall: ReadonlySet<string> = setOf('am pm cf pa ca aka wrt vs');

/** What has letters for numbers: "annex F." is followed by a sentence, not by a surname. */
export const lettered: ReadonlySet<string> = setOf(`
annex appendix attachment band box column criterion essay figure form grade group item level module option outcome page
paper part question row schedule section step table unit
`);

/** Words that any text has: a sentence of nothing else is nobody's in particular. */
export const commonWords: ReadonlySet<string> = setOf(`
this that these those with have from they them their there then than your yours will would shall should could might
must been being were what when which where while about above after again also because before between both each else
even ever every here into just like made make many more most much need nothing none only other over same some such
take that through under until upon very well whether does done doing didn isn aren wasn want know seem seems said
good clear fine agree see page section comment comments note notes concern concerns further please thank thanks
specification criterion criteria reviewer reviewers review rating evidence developer centre credential
`);
