"""The text of a feeds.toml with its rules changed, moved, added or gone: pure, from text to text.

Rules are known by what they say. Raises KeyError for one that is not there, and UnusualError where the rules
are not written as one [[rule]] each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from reader.config.blocks import Block, blocks_of, joined, placed, saying
from reader.rule import ArticleRule
from reader.text import safe_line

_KEYS = ("name", "when", "do", "run", "stop", "enabled")


def with_rules(text: str, rules: Sequence[ArticleRule]) -> str:
    """Return the text with these rules behind the others, or at its end; those it has stay as they are."""
    blocks = blocks_of(text, "rule")
    there = [_said(block.table) for block in blocks if block.table is not None]
    new = [rule for rule in dict.fromkeys(rules) if rule not in there]
    if not new:
        return text
    numbers = [number for number, block in enumerate(blocks) if block.table is not None]
    at = numbers[-1] + 1 if numbers else len(blocks)
    return joined(placed(blocks, at, [_block(rule) for rule in new]))


def without_rule(text: str, rule: ArticleRule) -> str:
    """Return the text without a rule, and without the comments directly above it."""
    blocks = blocks_of(text, "rule")
    at = _place(blocks, rule)
    return joined(blocks[:at] + blocks[at + 1 :])


def with_rule(text: str, rule: ArticleRule, changed: ArticleRule) -> str:
    """Return the text with another rule in a rule's place; what both say the same stays as it is written."""
    blocks = blocks_of(text, "rule")
    at = _place(blocks, rule)
    before, after = values_of(rule), values_of(changed)
    different = {key: after.get(key) for key in _KEYS if before.get(key) != after.get(key)}
    blocks[at] = saying(blocks[at], different, "rule")
    return joined(blocks)


def with_rule_at(text: str, rule: ArticleRule, to: int) -> str:
    """Return the text with a rule at another place among the rules, counted from 0."""
    blocks = blocks_of(text, "rule")
    moving = blocks.pop(_place(blocks, rule))
    numbers = [number for number, block in enumerate(blocks) if block.table is not None]
    if not numbers:
        return text
    at = numbers[to] if to < len(numbers) else numbers[-1] + 1
    return joined(placed(blocks, at, [moving]))


def values_of(rule: ArticleRule) -> dict[str, Any]:
    """Return the keys of a rule that differ from what is meant without them, in the order to be written."""
    said = {spec.name: (getattr(rule, spec.name), spec.default) for spec in fields(rule)}
    return {
        key: list(said[key][0]) if isinstance(said[key][0], tuple) else said[key][0]
        for key in _KEYS
        if said[key][0] != said[key][1]
    }


def _place(blocks: Sequence[Block], rule: ArticleRule) -> int:
    for number, block in enumerate(blocks):
        if block.table is not None and _said(block.table) == rule:
            return number
    raise KeyError(f"the rule “{rule.title}”")


def _said(table: dict[str, Any]) -> ArticleRule:
    lists = {key: tuple(table.get(key, ())) for key in ("do", "run")}
    return ArticleRule(**{**table, **lists, "name": safe_line(table.get("name", ""), 80)})


def _block(rule: ArticleRule) -> Block:
    import tomlkit

    fresh, tables, table = tomlkit.document(), tomlkit.aot(), tomlkit.table()
    for key, value in values_of(rule).items():
        literal = key == "when" and '"' in value and not set(value) & set("'\\\n") and value.isprintable()
        table[key] = tomlkit.string(value, literal=True) if literal else value
    tables.append(table)
    fresh.add("rule", tables)
    return blocks_of(tomlkit.dumps(fresh), "rule")[0]
