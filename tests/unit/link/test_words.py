from dateline.link.words import RAREST, telling, weight, weights, words


def test_words_are_lower_case_and_without_possession() -> None:
    assert words("Zarimov’s men, 17, fired on Zarimov's own.") == [
        "zarimov",
        "men",
        "17",
        "fired",
        "on",
        "zarimov",
        "own",
    ]


def test_the_rarer_the_heavier() -> None:
    assert weight("the") < weight("police") < weight("consulate") < weight("zarimov") == RAREST
    assert all(0 <= each < RAREST for each in weights().values())


def test_what_tells_most_comes_first_and_often_told_before_equals() -> None:
    found = telling(words("Police said that Quarvel met Zarimov. Zarimov left."), 3)
    assert found == ("zarimov", "quarvel", *found[2:])
    assert telling(words("The police said so."), 3, least=5.0) == ()
