"""See `not_english`."""

from checks.rule import told


@told(
    severity="note",
    bad=(
        "El puente fue abierto en el año de 1901 por el alcalde de la ciudad, y desde entonces ha sido cruzado por más"
        " de un millón de personas de todo el país. En el invierno se cierra a los coches por la nieve, y a los que van"
        " a pie se les pide que no se queden en él, ni de día ni de noche.",
        "Мост был открыт в 1901 году и с тех пор ни разу не закрывался.",
    ),
    good=(
        "The bridge was opened in 1901.",
        "Palm Bay d. Rockledge 70-44\nRockledge 14 11 6 15 — 44\nPalm Bay 18 22 13 17 — 70",
        "Le pont.",
    ),
)
def not_english() -> None:
    """A text is not English, so few of its facts are read.

    Why: "No findings" would look like a text without mistakes.
    Tolerance: in paragraphs with 40 small words and more, hardly any is a function word that only English has; or most
    letters are of another script.
    Silent when: in doubt; headings, lists, tables, code, scores and names are not looked at.
    Source: counts in translated documentation: 95 in 100 texts have under 3% such words, the tersest English 5%.
    """
