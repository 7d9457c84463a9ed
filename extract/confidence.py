"""How far a mention can be trusted: the product of how often each field, found the way it was found, is right.

The shares were counted over 1,600 figures read by hand (bulletins, communiqués, government reports, speeches, the
bundled samples), for each way of finding a field: right ones + 1 over all + 2, so that a rare way is not trusted more
than it has shown. `python -m benchmarks.accuracy` prints how many mentions of each band are right in every field; the
rules were written with these texts at hand, so unseen text can do worse.
"""

from functools import cache

# (how the metric was found, whether the catalogue has it) -> share of right metrics
_METRIC = {
    ("before", True): 0.99,
    ("before", False): 0.89,
    ("carried", True): 0.99,
    ("carried", False): 0.87,
    ("each", True): 0.98,
    ("each", False): 0.80,
    ("ellipsis", True): 0.97,
    ("ellipsis", False): 0.75,
    ("part", True): 0.97,
    ("part", False): 0.90,
    ("right", True): 0.97,
    ("right", False): 0.79,
    ("share", True): 0.95,
    ("share", False): 0.92,
    ("share_of", False): 0.90,
    ("to", True): 0.95,
    ("to", False): 0.86,
    ("table", True): 0.96,
    ("table", False): 0.80,
    ("list", True): 0.80,
    ("list", False): 0.67,
    ("zero", True): 0.80,
    ("zero", False): 0.40,
}
_OTHER_METRIC = {True: 0.80, False: 0.70}
_REGION = {
    "bulletin": 0.97,
    "said": 0.96,
    "paragraph": 0.98,
    "table": 0.97,
    "each": 0.95,
    "average": 0.95,
    "none": 0.49,
}
_PERIOD = {
    "bulletin": 0.98,
    "sentence": 0.99,
    "paragraph": 0.99,
    "section": 0.97,
    "table": 0.98,
    "list": 0.95,
    "base": 0.95,
    "from": 0.67,
    "none": 0.60,
}
_OTHER_PERIOD = 0.90
_KIND = {"default": 0.97, "section": 0.99, "word": 0.75}
_OTHER_KIND = 0.95
_OTHER_GENRE = 0.90  # an uncatalogued figure of a text that is not about health as a whole may not be ours


@cache
def confidence_of(metric: str, coded: bool, region: str, period: str, kind: str, health_bulletin: bool) -> float:
    """Between 0 and 1, from the rules by which metric, region, period and kind were found."""
    score = _METRIC.get((metric, coded), _OTHER_METRIC[coded])
    score *= _REGION.get(region, 0.95) * _PERIOD.get(period, _OTHER_PERIOD) * _KIND.get(kind, _OTHER_KIND)
    if not coded and not health_bulletin:
        score *= _OTHER_GENRE
    return round(score, 2)
