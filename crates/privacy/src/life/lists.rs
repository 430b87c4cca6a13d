//! Lists of words about lives and homes, in all languages that the rules know. One form of each letter: ا ي ه ك.

use std::sync::LazyLock;

use super::super::key::{List, list};

/// Words for a sum that somebody owes.
pub(super) static OWES: List = LazyLock::new(|| {
    list(
        "reste restent doit dois dette dettes impaye impayes retard arriere arrieres owes owe debt arrears دين ديون مدين مدينه \
         винна винен борг بدهكار بدهي",
    )
});

/// Units of money.
pub(super) static MONEY: List = LazyLock::new(|| list("euro euros eur pounds يورو євро евро دينار"));

/// To whom is owed.
pub(super) static CREDITORS: List = LazyLock::new(|| {
    list(
        "bailleur proprietaire landlord council صاحبخانه لصاحب للمالك власнику господарю власниці господині хозяину хозяйке орендодавцю",
    )
});

/// Offices where people have appointments.
pub(super) static OFFICES: List = LazyLock::new(|| {
    list(
        "judge caseworker embassy midwife psychologist surgery caf prefecture mairie ofpra cnda ofii tribunal juge maison hopital medecin psychologue psy commissariat \
         gendarmerie cpam pmi ccas mds utpas siao avocat avocate notaire huissier banque ecole clinique maternite \
         planning spip chu cmp court hospital council doctor gp job solicitor police bailleur consulat ambassade \
         france pole мерії суді лікарні поліції префектурі البلديه المحكمه المستشفي شهرداري دادگاه بيمارستان",
    )
});

/// Appointments.
pub(super) static APPOINTMENTS: List = LazyLock::new(|| {
    list(
        "interview entretien expertise rendez-vous rdv rv visite convoque convoquee audience appointment hearing موعد موعدها موعده موعدي запис записаний \
         записана وقت قرار convocation",
    )
});

/// The only one.
pub(super) static ONLY: List = LazyLock::new(|| {
    list("seul seule unique only seuls seules الوحيد الوحيده єдина єдиний تنها يوازني يوازيني")
});

/// Places so small that "the only one" is known there.
pub(super) static WHERE: List = LazyLock::new(|| {
    list(
        "residence immeuble foyer batiment quartier village rue etage centre ecole classe cada commune hotel tour \
         escalier hameau chrs huda cite building block house street hostel shelter floor estate المبني العماره \
         القريه الحي المركز البنايه будинку селі гуртожитку ساختمان روستا خوابگاه كلي وداني groupe pension camp palier",
    )
});

/// Units of an age.
pub(in super::super) static YEARS: List =
    LazyLock::new(|| list("ans years year عام عاما سنه ساله сال років роки рік كلن"));

/// Words that make an age a limit.
pub(super) static LIMITS: List =
    LazyLock::new(|| list("moins plus under over than dessous dessus avant apres jusqu'"));

/// Floors.
pub(super) static FLOORS: List =
    LazyLock::new(|| list("etage floor الطابق поверх поверсі طبقه gauche droite پوړ"));

/// Doors and parts of buildings, with their numbers.
pub(super) static DOORS: List = LazyLock::new(|| {
    list(
        "chambre appartement appart appt porte logement lot studio batiment bat bloc escalier tour hall immeuble \
         flat room block apartment شقه غرفه مبني квартира квартирі кімната واحد اتاق caravane",
    )
});

/// Houses that have names.
pub(super) static HOUSES: List =
    LazyLock::new(|| list("residence foyer tour hotel immeuble cite hostel lotissement villa pension"));

/// Numbers of floors in words.
pub(super) static ORDINALS: List = LazyLock::new(|| {
    list(
        "premier premiere deuxieme second troisieme quatrieme cinquieme sixieme dernier first third fourth fifth \
         top ground الاول الثاني الثالث الرابع الخامس перший другий третій другому третьому اول دوم",
    )
});

/// Lifts: who speaks of one speaks of a building.
pub(super) static LIFTS: List =
    LazyLock::new(|| list("ascenseur lift elevator ліфта ліфт مصعد المصعد اسانسور"));

/// Days of the week.
pub(super) static WEEKDAYS: List = LazyLock::new(|| {
    list(
        "lundi mardi mercredi jeudi vendredi samedi monday tuesday wednesday thursday friday saturday понеділок вівторок \
         середу четвер п'ятницю суботу الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت",
    )
});

/// Pictures.
pub(super) static PICTURES: List = LazyLock::new(|| {
    list(
        "image images photo photos dessin dessins couverture affiche picture photo drawing cover картинці фото малюнку الصوره عكس تصوير",
    )
});

/// Prepositions between a person and a picture: "le monsieur du dessin".
pub(super) static OF: List = LazyLock::new(|| list("de du sur dans en of in on на в у в في در"));

/// How somebody lives, in a family or not.
pub(super) static ALONE: List = LazyLock::new(|| {
    list(
        "divorce divorcee celibataire veuf veuve separe separee marie mariee seul seule alone single married divorced widowed separated \
         розлучена розлучений вдова вдівець самотня самотній одружена مطلقه مطلق ارمله ارمل اعزب عزباء متزوجه متزوج مجرد بيوه متاهل",
    )
});

/// Reading and looking for, in a guide.
pub(super) static READS: List = LazyLock::new(|| {
    list(
        "comprends comprend comprenons comprendre compris trouve trouver cherche chercher cherchait lis lu connais connait \
         understand understands understood find finds read reads looking looked know knows \
         افهم يفهم تفهم فهمت اجد يجد تجد ابحث يبحث تبحث розумію розуміє знаходжу знайти шукаю шукає \
         نميفهمم ميفهمم ኣይተረድኣንን",
    )
});

/// Words for a reason: the fact is then why somebody does not read.
pub(super) static BECAUSE: List = LazyLock::new(|| {
    list(
        "car parce puisque comme etant depuis apres because since as being لان لانها لانه بسبب بعد бо тому через після چون زيرا",
    )
});
