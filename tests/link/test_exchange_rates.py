"""Rates between the pairs of two currencies: cents, and powers of ten."""

import checks


def test_a_thousand_between_two_rates_is_an_error_that_a_scale_word_undoes() -> None:
    text = "It gets 8.255 billion euros ($9.710 million). After that come 650 million euros ($766 million) more."
    (found,) = checks.check(text, select=["exchange-rates-disagree"]).findings
    assert found.severity.name == "error"
    assert {(found.spans[one.span].text, one.replacement) for one in found.suggestions} == {
        ("$766 million", "$766 thousand"),
        ("$9.710 million", "$9.710 billion"),
    }
    assert not checks.check(text.replace("9.710 million", "9.710 billion")).findings


def test_a_scale_apart_from_the_rates_of_decades_is_an_error() -> None:
    def said(text: str) -> list[str]:
        return [one.message for one in checks.check(text, select=["exchange-rate-out-of-bounds"]).findings]

    assert said("They paid €2.4 billion ($2.6 million).") == ["€2.4 billion is not $2.6 million"]
    assert said("It costs A$40 million (US$3 million).") == ["A$40 million is not US$3 million"]
    assert not said("They paid €2.4 billion ($2.6 billion), and 5.6 billion francs ($1 billion) in Paris.")
    assert not said("In Cairo they paid 500 million pounds ($10 million).")


def test_cents_are_of_the_currency_that_stands_beside_the_same_one_elsewhere() -> None:
    def found(milk: str) -> int:
        text = f"Milk is 25 baht ({milk}) a litre, rice 100 baht ($2.52) a bag."
        return len(checks.check(text, select=["exchange-rates-disagree"]).findings)

    assert [found(milk) for milk in ("63 cents", "63 US cents", "33 cents", "$63")] == [0, 0, 1, 1]
