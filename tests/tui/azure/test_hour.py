"""500 moving versions in one region for more than one of Compute's long windows; the whole hour is in tests.bench."""

from tests.bench.throttling import BEHIND_SECONDS, HALF_A_BUCKET, ON_SCREEN_SECONDS, VERSIONS, run

MINUTES = 35


async def test_what_moves_is_read_in_time_and_a_fifth_of_every_bucket_is_left() -> None:
    outcome = await run(MINUTES * 60)
    assert outcome.refused == 0
    assert outcome.on_screen <= 1.02 * ON_SCREEN_SECONDS
    assert outcome.oldest_shown <= 1.02 * ON_SCREEN_SECONDS
    assert outcome.behind <= BEHIND_SECONDS
    assert outcome.oldest_behind <= BEHIND_SECONDS
    assert min(outcome.left.values()) >= 0.2
    assert outcome.requests > VERSIONS * MINUTES * 60 / BEHIND_SECONDS


async def test_another_client_that_takes_half_stretches_the_background_first_and_nothing_is_refused() -> None:
    outcome = await run(MINUTES * 60, others_per_second=HALF_A_BUCKET)
    assert outcome.refused == 0
    assert outcome.on_screen < 120
    assert outcome.behind > BEHIND_SECONDS
    assert min(outcome.left.values()) >= 0.2
