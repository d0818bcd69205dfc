"""At equal severity: panels, adjusted means, what is left unexplained, how far apart is apart. Published figures."""

from fractions import Fraction

import pytest

from app.domain import separation
from app.domain.adjusted import adjusted, residual
from app.domain.agreement import reliability
from app.domain.panels import bridges, panels
from tests.domain.judged import lines

# Montgomery, Design and Analysis of Experiments (Wiley): the catalyst example of balanced incomplete blocks, as
# reprinted by the University of Connecticut, Numerical Examples in Linear Models, Table 19. A catalyst is a team, a
# batch a juror. Pairwise errors and t checked there with R's lm and emmeans.
CATALYSTS = lines((73, None, 73, 75), (74, 75, 75, None), (None, 67, 68, 72), (71, 72, None, 75))


def test_adjusted_means_reorder_the_catalysts_that_escaped_a_harsh_batch():
    fit = adjusted(CATALYSTS)
    assert {team: float(mean) for team, mean in fit.mean.items()} == {1: 71.375, 2: 71.625, 3: 72.0, 4: 75.0}
    assert {key: float(b) for key, b in fit.severity.items()} == {"j01": 0.875, "j02": 3.0, "j03": -3.875, "j04": 0.0}


def test_what_the_catalysts_leave_unexplained():
    left = residual(CATALYSTS, adjusted(CATALYSTS))
    assert (left.squares, left.freedom) == (Fraction(13, 4), 5)
    assert left.squares_of_jurors - left.squares == Fraction(91, 4)
    assert float(reliability(left) or 0) == pytest.approx(0.9142857143, abs=1e-10)


def test_the_catalysts_that_are_told_apart():
    fit = adjusted(CATALYSTS)
    left = residual(CATALYSTS, fit)
    errors = separation.errors_of_differences(CATALYSTS, float(left.variance or 0))
    assert all(error == pytest.approx(0.6982120022, abs=1e-9) for error in errors.values())
    # The quantile's expansion is 0.003 off at five degrees of freedom.
    assert separation.margin(CATALYSTS, left) == pytest.approx(1.794811, abs=0.003)
    assert separation.separated(CATALYSTS, fit, left) == {(1, 4), (2, 4), (3, 4)}


@pytest.mark.parametrize(("freedom", "printed"), [(5, 2.570582), (12, 2.178813), (30, 2.042272), (98, 1.984467)])
def test_the_quantile_is_student_s(freedom, printed):
    """Printed tables of Student's t at 97.5 %."""
    assert separation.quantile(freedom) == pytest.approx(printed, abs=0.003 if freedom < 12 else 0.0002)


def test_a_hole_is_repaired_exactly_where_jurors_differ_by_severity_alone():
    given = lines((8, 6, 7), (5, 3, None), (7, 5, 6))
    fit = adjusted(given)
    assert [given.means[team] for team in (1, 2, 3)] == [Fraction(20, 3), Fraction(14, 3), Fraction(13, 2)]
    assert [fit.mean[team] for team in (1, 2, 3)] == [Fraction(20, 3), Fraction(14, 3), Fraction(17, 3)]
    assert list(fit.severity.values()) == [Fraction(4, 3), Fraction(-5, 3), Fraction(1, 3)]
    assert residual(given, fit).squares == 0


def test_one_juror_has_no_severity():
    fit = adjusted(lines((8, 6, 7)))
    assert (fit.severity, fit.mean) == ({"j01": 0}, {1: 8, 2: 6, 3: 7})


def test_without_holes_the_adjusted_mean_is_the_plain_one():
    given = lines((8, 6, 7), (6, 5, 4))
    assert adjusted(given).mean == given.means
    assert adjusted(given).severity == {"j01": 1, "j02": -1}


def test_a_juror_of_one_ballot_cannot_move_the_adjusted_order():
    given = lines((8, 6, 7), (6, 5, 4), (None, None, 9))
    fit = adjusted(given)
    assert given.means[3] == Fraction(20, 3)
    assert (fit.mean[1] - fit.mean[2], fit.mean[1] - fit.mean[3]) == (Fraction(3, 2), Fraction(3, 2))


def test_two_panels_without_a_common_team_are_each_a_jury_of_their_own():
    given = lines((8, 6, None, None), (7, 4, None, None), (None, None, 5, 9), (None, None, 4, 6))
    assert [panel.teams for panel in panels(given)] == [(1, 2), (3, 4)]
    fit = adjusted(given)
    assert fit.mean == given.means
    assert [float(b) for b in fit.severity.values()] == [0.75, -0.75, 1, -1]
    assert separation.separated(given, fit, residual(given, fit)) == set()
    assert bridges(given) == []


def test_one_ballot_that_holds_two_panels_together_is_named():
    given = lines((8, 6, None, None), (7, 5, 6, None), (None, None, 3, 7), (None, None, 2, 6))
    fit = adjusted(given)
    assert [float(mean) for mean in fit.mean.values()] == [5.5, 3.5, 4.5, 8.5]
    assert [float(b) for b in fit.severity.values()] == [2.5, 1.5, -1.5, -2.5]
    assert bridges(given) == [("j02", 3)]


def test_a_ballot_in_a_ring_of_panels_holds_nothing_alone():
    assert bridges(lines((8, 6, None), (None, 5, 6), (4, None, 6))) == []


def test_beyond_thirty_jurors_severities_are_rounded_to_a_billionth():
    """The same jury, thirty-two strong by repeating its lines, keeps its adjusted means to a billionth."""
    eight = [(8, 6, None), (5, None, 7), (7, 5, 6), (None, 4, 9), (6, 6, 6), (3, 1, None), (9, 7, 8), (2, None, 5)]
    few, many = adjusted(lines(*eight)), adjusted(lines(*(eight * 4)))
    assert len(many.severity) == 32
    for team, mean in few.mean.items():
        assert float(many.mean[team]) == pytest.approx(float(mean), abs=1e-8)
