"""News of our own for the encoder to read: short, long, and none at all."""

SHORT = "Kenyan troops shelled Kismayo on Friday, killing nine traders, and Somalia recalled its envoy from Nairobi."

PAIR = (
    "Peru's foreign minister met her Chilean counterpart in Arica on Tuesday.\n\n"
    "The two agreed to reopen the border. Dockers in Iquique, who had blocked the port for a week, called off their "
    "strike after the ministers' talks."
)

# Several windows of the network.
LONG = "\n\n".join(
    f"In the {ordinal} week of the siege the army of Malarra fired on the market of Oru, and {number} people were "
    f"hurt, the Red Cross said. The rebels, who hold the hills above the town, shelled the barracks. Lesotho's premier "
    f"urged both sides to meet in Maseru; neither answered. Women marched to the governor's house and demanded bread."
    for ordinal, number in zip(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), range(11, 19), strict=True
    )
)

NEWS = {"short": SHORT, "pair": PAIR, "long": LONG}

LONGEST_SENTENCE = "The guards shot " + "and shot " * 2499 + "at us."  # 5,002 words

ODD = {
    "empty": "",
    "blank": " \n\n\t ",
    "no letters": "12 + 34 = 46; 3.5% -- (7/8) ... $ € ¥ #",
    "emoji": "😀🚀 👩‍👩‍👧 🇰🇪🇸🇴 ❤️‍🔥",
    "emoji among words": "Rebels 🚀 attacked 😀 Kenya 🇰🇪 on Monday.",
    "one word": "x" * 3000,
    "other scripts": "肯尼亚军队袭击了索马里。 Армия обстреляла город. هاجم الجيش المدينة.",
    "accents that are letters of their own": "Tu\u0308rkiye attacke\u0301d I\u0307zmir.",
    "controls": "Kenya\u200b attacked\x00 Soma\xadlia\ufeff.",
    "shouting": "IRAN SAYS NO TO TALKS " * 60,
    "longest sentence": LONGEST_SENTENCE,
}
