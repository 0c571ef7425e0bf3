#!/usr/bin/env python3
"""The same simulation in NumPy on two threads, and how many times as fast `spuk` is.

    python3 -m venv target/peer && target/peer/bin/pip install --quiet numpy==2.4.6
    cargo bench --profile dev --bench peer > target/peer.json
    cargo build --release
    target/peer/bin/python benches/peer.py target/peer.json target/release/spuk

Equal work: the same people, moves, completions and forecasts, two scenarios on the same
people and their difference, six fields, gemeenten, provincies and country, nine statistics
of each, and every year uncertain. It begins where `spuk` has read its files, and ends with
the statistics in memory; `spuk` is timed as a whole process that writes its CSV. The means
of both have to agree within the error of Monte Carlo, or the figure is not given.
"""

import csv
import json
import math
import resource
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

FIELDS = ["uitkering_voorlopig", "uitkering_definitief", "verrekening", "saldo", "kas", "terugvordering"]
GROUPS = ["asielstatushouder", "gezinsmigrant", "overige_migrant"]
PERCENT = [5, 25, 50, 75, 95]
# Draws that are made at once: their arrays stay in the cache.
BLOCK = 50


def plain(value):
    """A figure without its source."""
    return value["waarde"] if isinstance(value, dict) else value


def figures(table):
    """The years of a table."""
    return {int(key): plain(value) for key, value in table.items() if key.isdigit()}


class Peer:
    def __init__(self, inputs, scenario, draws):
        self.inputs = inputs
        self.years = inputs["years"]
        self.first, self.last = self.years[0], self.years[-1]
        self.province = np.array(inputs["provincie_van"])
        self.n = len(self.province)
        self.inhabitants = {int(year): np.array(people, float) for year, people in inputs["inwoners"].items()}
        self.cumulative = {year: np.cumsum(people) for year, people in self.inhabitants.items()}
        self.people = {
            kind: {int(year): self.cohort(cohort) for year, cohort in cohorts.items()}
            for kind, cohorts in inputs["people"].items()
        }
        flow = inputs["flow"]
        self.housing = {group: {int(year): shares for year, shares in flow["housed"][group].items()} for group in GROUPS}
        self.completion = {int(year): shares for year, shares in flow["completion"].items()}
        self.completion_z = {int(year): shares for year, shares in flow["completion_z"].items()}
        inflow = scenario["instroom"]
        self.path = {group: figures(inflow["pad"][group]) for group in GROUPS}
        self.spread = {group: plain(inflow["spreiding"][group]) for group in GROUPS}
        self.persistence = {group: plain(inflow["persistentie"][group]) for group in GROUPS}
        self.together = plain(inflow["samenhang"])
        self.forecast_error = plain(inflow["prognosefout"])
        local = inflow["gemeenten"]
        self.lasting, self.noise, self.moving = (plain(local[key]) for key in ["realisatie", "ruis", "verhuizing"])
        spreads = scenario["kenmerken"]["spreiding"]
        self.differ = {key: plain(spreads[key]) for key in ["afronding", "kosten", "z_route"]}
        routes = scenario["leerroute"]["asielstatushouder"]
        self.share_route, self.share_z = plain(routes["onderwijs"]), plain(routes["Z"])
        units = 1 + self.province.max() + 1 + self.n
        # Series, years, fields, units, draws: all values, for quantiles are of all of them.
        self.values = np.empty((3, len(self.years), len(FIELDS), units, draws))
        self.membership = np.zeros((self.n, self.province.max() + 1))
        self.membership[np.arange(self.n), self.province] = 1

    @staticmethod
    def cohort(found):
        arrays = {key: np.array(found[key], float) for key in ["people", "housed", "key"]}
        at = {int(year): np.array(people, float) for year, people in found["at"].items()}
        return {"drawn": found["drawn"], "at": at, **arrays}

    def block(self, start, draws):
        """Draws of every scenario, into the values."""
        rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence([1, start])))
        drawn = self.draw_people(rng, draws)
        results = [self.law(scenario, drawn, draws) for scenario in self.inputs["scenarios"]]
        place = slice(start, start + draws)
        for year in range(len(self.years)):
            for field in range(len(FIELDS)):
                one, other = (result[year][field] for result in results)
                for series, amounts in enumerate([one, other, other - one]):
                    of_provinces = amounts @ self.membership
                    to = self.values[series, year, field]
                    to[0, place] = of_provinces.sum(axis=1)
                    to[1 : 1 + of_provinces.shape[1], place] = of_provinces.T
                    to[1 + of_provinces.shape[1] :, place] = amounts.T

    # People ---------------------------------------------------------------------------

    def draw_people(self, rng, draws):
        national, ratio = self.draw_national(rng, draws)
        counts = {kind: {} for kind in self.people}
        for kind, groups in [("asiel", GROUPS[:1]), ("overig", GROUPS[1:])]:
            lasting = self.lognormal(rng, self.lasting, draws)
            for year in range(self.first, self.last + 1):
                cohort = self.people[kind][year]
                if cohort["drawn"]:
                    expected = sum(national[group][year] for group in groups)
                    weights = lasting * cohort["key"]
                    means = weights * (expected / weights.sum(axis=1))[:, None]
                    rates = means * rng.gamma(1 / self.noise, self.noise, (draws, self.n))
                    counts[kind][year] = rng.poisson(rates).astype(float)
        completes, costs, z_route = (self.lognormal(rng, self.differ[key], draws) for key in ["afronding", "kosten", "z_route"])
        shift = np.minimum(self.share_z * z_route, 1) - self.share_z
        others = 1 - self.share_z
        left = np.maximum((others - shift) / others, 0)
        housed = lambda year: counts["asiel"].get(year, self.people["asiel"][year]["housed"])
        for year in range(self.first, self.last + 1):
            if self.people["onderwijs"][year]["drawn"]:
                people = np.broadcast_to(housed(year), (draws, self.n)).astype(np.int64)
                taken = rng.binomial(people, self.share_route) * left
                counts["onderwijs"][year] = np.minimum(np.floor(taken + rng.random((draws, self.n))), people)
        self.complete(rng, draws, counts, housed, completes, shift)
        where = self.move(rng, draws, counts)
        return {"counts": counts, "where": where, "costs": costs, "shift": shift, "ratio": ratio, "rng": rng}

    def lognormal(self, rng, spread, draws):
        return np.exp(spread * rng.standard_normal((draws, self.n)) - spread * spread / 2)

    def draw_national(self, rng, draws):
        """Housed people by group and cohort, and what was expected of each of those of asylum."""
        housed, ratio = {}, {}
        asylum = {year: rng.standard_normal(draws) for year in self.years}
        for group in GROUPS:
            spread, kept = self.spread[group], self.persistence[group]
            deviation, variance = np.zeros(draws), 0.0
            inflow, cohorts = {}, {}
            for year, expected in sorted(self.path[group].items()):
                if year > self.last:
                    continue
                now = ahead = np.full(draws, float(expected))
                if year >= self.first:
                    shock = asylum[year]
                    if group != GROUPS[0]:
                        own = rng.standard_normal(draws)
                        shock = self.together * shock + math.sqrt(1 - self.together**2) * own
                    before = kept * deviation
                    deviation = before + spread * shock
                    variance = kept * kept * variance + spread * spread
                    ahead = expected * np.exp(before + spread * spread / 2 - variance / 2)
                    now = expected * np.exp(deviation - variance / 2)
                shares = self.housing[group]
                usual = known = 0.0
                for start in range(year, min(inflow, default=year) - 1, -1):
                    later = year - start
                    if later < len(shares[start]):
                        usual += shares[start][later] * self.path[group][start]
                        known = known + shares[start][later] * (ahead if later == 0 else inflow[start])
                if group == GROUPS[0]:
                    ratio[year] = known / usual if usual > 0 else np.ones(draws)
                inflow[year] = np.rint(now)
                for later, share in enumerate(shares[year]):
                    cohorts[year + later] = cohorts.get(year + later, 0) + share * inflow[year]
            housed[group] = {year: np.rint(people) for year, people in cohorts.items()}
        return housed, ratio

    def complete(self, rng, draws, counts, housed, factor, shift):
        is_open, expected = np.zeros((draws, self.n)), np.zeros((draws, self.n))
        for year in [year for year in self.completion if year < self.first]:
            change = self.people["asiel"][year]["housed"] - self.people["afgerond"][year]["people"]
            is_open, expected = is_open + change, expected + change
        is_open, expected = np.maximum(is_open, 0), np.maximum(expected, 0)
        for year in range(self.first, self.last + 1):
            is_open, expected = is_open + housed(year), expected + housed(year)
            means = np.zeros((draws, self.n))
            for cohort in [cohort for cohort in self.completion if cohort <= year]:
                place = year - cohort
                if place < len(self.completion[cohort]) and self.completion[cohort][place] > 0:
                    means += self.completion[cohort][place] * housed(cohort)
                if place < len(self.completion_z[cohort]) and self.completion_z[cohort][place] != 0:
                    means += self.completion_z[cohort][place] * shift * housed(cohort)
            means = np.maximum(means * factor, 0)
            if not self.people["afgerond"][year]["drawn"]:
                counted = self.people["afgerond"][year]["people"]
                is_open, expected = np.maximum(is_open - counted, 0), np.maximum(expected - counted, 0)
                continue
            safe = np.where(expected > 0, expected, 1)
            chance = np.where(expected > means, means / safe, (expected > 0) * 1.0)
            expected = np.maximum(expected - means, 0)
            counts["afgerond"][year] = rng.binomial(is_open.astype(np.int64), chance).astype(float)
            is_open = is_open - counts["afgerond"][year]

    def move(self, rng, draws, counts):
        where = {}
        for cohort in range(self.first - 3, self.last + 1):
            people = counts["asiel"].get(cohort, self.people["asiel"][cohort]["people"])
            people = np.broadcast_to(people, (draws, self.n)).astype(np.int64)
            for year in range(max(cohort + 1, self.first), min(cohort + 3, self.last) + 1):
                leaving = rng.binomial(people, self.moving)
                row, sums = self.cumulative[year - 1], self.cumulative[year - 1][-1]
                place = row * leaving.sum(axis=1)[:, None] + np.floor(rng.random(draws) * sums)[:, None]
                arriving = np.diff(np.floor(place / sums), axis=1, prepend=0).astype(np.int64)
                people = people - leaving + arriving
                if year not in self.people["asiel"][cohort]["at"]:
                    where[cohort, year] = people.astype(float)
        return where

    # The law --------------------------------------------------------------------------

    def at(self, drawn, kind, cohort, year):
        if kind == "asiel" and (cohort, year) in drawn["where"]:
            return drawn["where"][cohort, year]
        if cohort in drawn["counts"][kind]:
            return drawn["counts"][kind][cohort]
        known = self.people[kind][cohort]
        return known["at"].get(year, known["people"])

    def law(self, scenario, drawn, draws):
        """The fields of every year."""
        zeros = np.zeros((draws, self.n))
        reserve = short = zeros
        announced, final, returned, result = {}, {}, {}, []
        forecasts = self.forecasts(scenario, drawn, draws)
        for year, plan in zip(self.years, scenario["years"]):
            announced[year] = self.provisional(plan, year, forecasts, drawn)
            final[year] = self.definite(plan, year, drawn)
            costs = self.costs(plan, year, drawn)
            # What is kept, carried on and paid back.
            to_cover = costs + short
            from_reserve = np.minimum(reserve, to_cover)
            over = reserve - from_reserve
            open_costs = to_cover - from_reserve
            used = np.minimum(np.maximum(final[year], 0), open_costs)
            unspent = final[year] - used
            most = np.floor(final[year] * plan["maximum"][0] + 0.5)
            again = np.floor(np.maximum(final.get(year - 1, zeros), 0) * plan["maximum"][1] + 0.5)
            kept_again = np.minimum(over, again)
            kept = np.minimum(unspent, most + again - kept_again)
            returned[year] = unspent - kept + over - kept_again
            reserve, short = kept + kept_again, open_costs - used
            kas = announced[year].copy()
            if year > self.first:
                kas += final[year - 1] - announced[year - 1]
            kas -= returned.get(year - scenario["terugvordering_na_jaren"], 0)
            settled = final[year] - announced[year]
            result.append([announced[year], final[year], settled, final[year] - costs, kas, returned[year]])
        return result

    def forecasts(self, scenario, drawn, draws):
        """Prognosis by year, and the two halves of every taakstelling."""
        if "forecasts" in drawn:
            return drawn["forecasts"]
        rng, spread = drawn["rng"], self.forecast_error
        error = lambda: np.exp(spread * rng.standard_normal(draws) - spread * spread / 2)
        uncertain = lambda year: year > self.first and year in drawn["ratio"]
        said = lambda year, usual: np.rint(usual * drawn["ratio"][year] * error()) if uncertain(year) else np.full(draws, float(usual))
        prognosis = {int(year): said(int(year), people) for year, people in scenario["prognose"].items()}
        halves = {}
        for year, (first, second) in scenario["taakstelling"].items():
            whole = said(int(year), first + second)
            is_equal = first - second in (0, 1)
            part = np.floor(whole / 2) if is_equal else np.floor(whole * second / (first + second))
            halves[int(year)] = (whole - part, part)
        drawn["forecasts"] = (prognosis, halves)
        return drawn["forecasts"]

    def provisional(self, plan, year, forecasts, drawn):
        prognosis, halves = forecasts
        known = self.inhabitants[year - 1]
        key = ("spread", year)
        if key not in drawn:
            share = np.ceil(prognosis[year][:, None] * known / known.sum())
            tasks = sum(self.smallest_divisors(half, self.inhabitants[year - 2]) for half in halves[year - 1])
            drawn[key] = (share, tasks)
        share, tasks = drawn[key]
        counted = self.at(drawn, "asiel", year - 2, year - 2)
        completed = sum(self.at(drawn, "afgerond", done, year - 2) for done in plan["aia_years"])
        (a, b, c), (wa, wb, wc, wd), (pa, pa_before) = plan["bedrag"], plan["gewicht"], plan["pa"]
        base = pa * wa * share + pa_before * wb * tasks + wc * counted + wd * completed
        task = sum(halves[year - 1])
        counted_total = counted.sum(axis=-1)
        budget = np.floor(pa * a * prognosis[year] + pa_before * b * task + c * counted_total + 0.5)
        result = self.apportion(budget, base)
        result += self.at(drawn, "overig", year - 2, year - 2) * plan["gezins_overig"]
        return result + np.floor(share * (pa * plan["po"] * plan["onderwijsroute"]) + 0.5)

    def definite(self, plan, year, drawn):
        cohorts = [self.at(drawn, "asiel", year - later, year) for later in range(3)]
        completed = sum(self.at(drawn, "afgerond", done, year) for done in plan["aia_years"])
        weights = plan["gewicht"]
        base = weights[3] * completed
        budget = 0.0
        for people, weight, amount in zip(cohorts, weights, plan["bedrag"]):
            base = base + weight * people
            budget = budget + amount * people.sum(axis=-1)
        draws = drawn["shift"].shape[0]
        budget = np.broadcast_to(budget, draws)
        result = self.apportion(budget, np.broadcast_to(base, (draws, self.n)))
        result += self.at(drawn, "overig", year, year) * plan["gezins_overig"]
        return result + self.at(drawn, "onderwijs", year, year) * plan["onderwijsroute"]

    @staticmethod
    def apportion(total, weights):
        """Whole cents by largest remainder."""
        exact = weights * (total / weights.sum(axis=1))[:, None]
        parts = np.floor(exact)
        left = (total - parts.sum(axis=1)).astype(np.int64)
        order = np.argsort(parts - exact, axis=1, kind="stable")
        given = np.arange(parts.shape[1]) < left[:, None]
        np.put_along_axis(parts, order, np.take_along_axis(parts, order, 1) + given, 1)
        return parts

    @staticmethod
    def smallest_divisors(totals, weights):
        """Everyone rounded up by one divisor, so that they add up: the method of Adams."""
        sums = weights.sum()
        near = totals - (weights > 0).sum() / 2
        parts = np.ceil(near[:, None] * (weights / sums))
        for _ in range(8):
            left = totals - parts.sum(axis=1)
            rows = np.flatnonzero(left)
            if not len(rows):
                return parts
            near[rows] += left[rows] * 0.8
            parts[rows] = np.ceil(near[rows, None] * (weights / sums))
        for row in np.flatnonzero(totals - parts.sum(axis=1)):
            while (left := totals[row] - parts[row].sum()) > 0:
                parts[row, np.argmax(weights / np.maximum(parts[row], 1e-9))] += 1
            while left < 0:
                claims = np.where(parts[row] > 1, weights / np.maximum(parts[row] - 1, 1e-9), np.inf)
                parts[row, np.argmin(claims)] -= 1
                left += 1
        return parts

    def costs(self, plan, year, drawn):
        key = ("costs", year, str(plan["tarieven"]))
        if key not in drawn:
            costs, more = 0.0, 0.0
            for cohort, asylum, others, on_z in plan["tarieven"]:
                people = self.at(drawn, "asiel", cohort, year)
                costs = costs + people * asylum + self.at(drawn, "overig", cohort, year) * others
                more = more + people * on_z
            together = costs + np.floor(more * drawn["shift"] + 0.5)
            drawn[key] = np.floor(together * drawn["costs"] + 0.5)
        return drawn[key]

    # Statistics -----------------------------------------------------------------------

    def statistics(self, place):
        """Mean, deviation, extremes and quantiles of every unit of a series, year and field."""
        values = self.values[place]
        mean, deviation = values.mean(axis=1), values.std(axis=1, ddof=1)
        values.sort(axis=1)
        ranks = [max(math.ceil(values.shape[1] * percent / 100), 1) - 1 for percent in PERCENT]
        return [mean, deviation, values[:, 0], *values[:, ranks].T, values[:, -1]]


def run(inputs, scenario, draws, threads):
    peer = Peer(inputs, scenario, draws)
    begin, before = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        starts = range(0, draws, BLOCK)
        for done in [pool.submit(peer.block, start, min(BLOCK, draws - start)) for start in starts]:
            done.result()
        places = np.ndindex(peer.values.shape[:3])
        results = {place: pool.submit(peer.statistics, place) for place in places}
        results = {place: result.result() for place, result in results.items()}
    return peer, results, (time.perf_counter() - begin, time.process_time() - before)


def measure(program, draws, threads, times=3):
    """The shortest time of whole runs, that of the processor, and the rows that they write."""
    command = [program, "simulate", "wi2021", "oud-ritme", "--set", "instroom.vanaf=2024", "--format", "csv"]
    command += ["--draws", str(draws), "--seed", "1", f"--threads={threads}"]
    spent = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    best = (math.inf, math.inf)
    for _ in range(times):
        begin, before = time.perf_counter(), spent()
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = (time.perf_counter() - begin, spent() - before)
        best = tuple(map(min, best, found))
    return best, list(csv.DictReader(output.splitlines()))


def compare(peer, results, rows, draws, own_draws):
    """Standard errors between the means of both, by place."""
    codes = {}
    offs = []
    series = list(dict.fromkeys(row["scenario"] for row in rows))
    for row in rows:
        if row["veld"] not in FIELDS:
            continue
        key = (row["level"], row["code"], row["naam"])
        unit = codes.setdefault(key, len(codes))
        place = (series.index(row["scenario"]), peer.years.index(int(row["jaar"])), FIELDS.index(row["veld"]))
        mean, deviation = (results[place][which][unit] / 100 for which in range(2))
        own, own_deviation = float(row["gemiddelde"]), float(row["sd"])
        # Of what seldom happens one of the two may have seen nothing.
        error = max(deviation, own_deviation) * math.sqrt(1 / draws + 1 / own_draws)
        # Half a cent of rounding, and what is the same in every draw.
        offs.append((abs(mean - own) / max(error, 0.02), row["level"], row, mean))
    return offs


def main():
    inputs = json.loads(Path(sys.argv[1]).read_text())
    program = sys.argv[2]
    draws = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    own_draws = 10_000
    threads = 2
    scenario = tomllib.loads((Path(__file__).parent.parent / "scenarios/wi2021.toml").read_text())
    own_time, rows = measure(program, own_draws, threads)
    peer, results, peer_time = run(inputs, scenario, draws, threads)
    allocations = peer.n * len(peer.years) * 2 * 2
    offs = compare(peer, results, rows, draws, own_draws)
    offs.sort(key=lambda off: -off[0])
    far = sum(off[0] > 4 for off in offs) / len(offs)
    print(f"{len(offs)} means compared: {far:.2%} more than four standard errors apart")
    for off, level, row, mean in offs[:5]:
        print(f"  {off:.1f}: {level} {row['naam']} {row['jaar']} {row['veld']} of {row['scenario']}: {row['gemiddelde']} here, {mean:.2f} there")
    def say(who, many, times):
        rates = [allocations * many / seconds / 1e6 for seconds in times]
        print(f"{who}: {times[0]:.2f} s, {rates[0]:.2f} million allocations a second; {rates[1]:.2f} a second of one core")
        return rates

    other = say(f"NumPy {np.__version__}, {threads} threads, {draws} draws", draws, peer_time)
    own = say(f"spuk, {threads} threads, {own_draws} draws, whole process", own_draws, own_time)
    if far > 0.001:
        sys.exit("not the same work: the means do not agree")
    # The second is what can be compared where other work keeps the cores busy.
    print(f"ratio: {own[0] / other[0]:.1f} in time, {own[1] / other[1]:.1f} in time of the processor")


if __name__ == "__main__":
    main()
