//! Words of the calendar, in all languages that the rules know: they are no names. One form of each letter: ا ي ه ك.

use std::sync::LazyLock;

use super::key::{List, list};

/// Days of the week, and months.
pub(super) static DAYS: List = LazyLock::new(|| {
    list(
        "january february march april may june july august september october november december lundi mardi \
         mercredi jeudi vendredi samedi monday tuesday wednesday thursday friday saturday janvier fevrier mars \
         avril mai juin juillet aout septembre octobre novembre decembre demain tomorrow понеділок вівторок \
         середу четвер п'ятницю суботу الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت دوشنبه سهشنبه چهارشنبه \
         پنجشنبه شنبه hier понедельник вторник четверг mardis mondays tuesdays wednesdays thursdays fridays \
         saturdays понеділка вівторка середи четверга неділю неділі січні лютому березні квітні травні червні липні серпні вересні \
         жовтні листопаді грудні марте апреле мае июне июле августе сентябре октябре ноябре декабре вторникам средам يناير فبراير \
         مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر ژوين ژوئن آوريل اوريل ژانويه فوريه مي ژوييه اوت نوامبر دسامبر \
         جون اپريل مارچ جولاي اګست ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik መጋቢት ሚያዝያ ግንቦት \
         ሰነ ሓምለ ነሓሰ መስከረም ጥቅምቲ ሕዳር ታሕሳስ ጥሪ ለካቲት ሰሉስ ሰኑይ ረቡዕ ሓሙስ ዓርቢ січня лютого березня квітня травня червня липня серпня вересня жовтня листопада \
         грудня",
    )
});
