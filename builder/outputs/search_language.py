"""Words that only ask, and usual endings of words, by language, for searches."""

from __future__ import annotations

from builder.outputs.search_words import folded

_QUESTION_WORDS = {
    "ar": "ما ماذا كيف أين متى لماذا من هل في على إلى عن هو هي أن",
    "de": "wie was wo wann warum wer welche welcher welches ich man es ist sind kann können muss soll der die "
    "das den dem ein eine einen einem einer mein meine und oder zu in im an am auf für mit von aus bei "
    "nicht wird werden",
    "en": "a an and are as at be by can could do does for from has have how i if in into is it its me my of on "
    "or our shall should so that the their there these this to use was we were what when where which who "
    "why will with would you your",
    "es": "cómo como qué que dónde donde cuándo cuando por quién quien cuál cual yo se es son puedo puede debo "
    "el la los las un una unos unas mi mis y o a al en de del para con no",
    "fr": "comment que quoi où quand pourquoi qui quel quelle quels quelles je on est sont peut puis dois le la "
    "les un une des mon ma mes et ou à au aux en dans de du pour avec ne pas sur il elle ce se",
    "it": "come che cosa dove quando perché chi quale quali io si è sono posso può devo il lo la i gli le un "
    "una e o a al in di del per con non",
    "nl": "hoe wat waar wanneer waarom wie welke ik men het is zijn kan moet de een mijn en of te in op aan "
    "voor met van niet",
    "pt": "como que onde quando por porquê quem qual quais eu se é são posso pode devo o a os as um uma meu "
    "minha e ou em no na de do da para com não",
    "ru": "как что где когда почему кто какой какая какие я это есть могу можно ли в на и или с из для по не у к",
}

_ENDINGS = {
    "de": "e en er ern es n s st t te ten ung ungen lich liche keit heit bar bare end ende",
    "en": "s es ed er ers ing ings ion ions ation ations ment ments ness ly able ible al or ors y e",
    "es": "s es a as o os ar er ir ando iendo ado ada ados adas ido ida ción ciones mente able ador adora",
    "fr": "s e es er ez ent ant é ée és ées tion tions ation ations ment ments eur eurs able ables",
    "it": "i e a o are ere ire ato ata ati ate ando endo zione zioni mente abile abili tore tori",
    "nl": "s e en er ers t te ten de den ing ingen heid lijk lijke baar",
    "pt": "s es a as o os ar er ir ando endo ado ada ados adas ção ções mente ável ador",
    "ru": "а я ы и о е у ю ой ей ом ем ам ям ах ях ов ев ть ет ит ать ить ный ная ное ные ние ния",
}


def question_words(language: str) -> list[str]:
    """The words of a language that only ask, which count where a query has no others; folded and sorted."""
    return sorted({folded(word) for word in _QUESTION_WORDS.get(language.partition("-")[0].lower(), "").split()})


def usual_endings(language: str) -> list[str]:
    """Endings that make another form of a word, by which a search knows forms that no page has; folded and sorted."""
    return sorted({folded(ending) for ending in _ENDINGS.get(language.partition("-")[0].lower(), "").split()})
