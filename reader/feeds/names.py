"""The namespaces of feeds under the prefixes that feedparser has for them; elements without consequence."""

from __future__ import annotations

NAMESPACES: dict[str, str] = {
    "http://backend.userland.com/blogchannelmodule": "blogChannel",
    "http://backend.userland.com/creativecommonsrssmodule": "creativeCommons",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://creativecommons.org/ns#license": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativeCommons",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/necho": "",
    "http://example.com/newformat#": "",
    "http://freshmeat.net/rss/fm/": "fm",
    "http://hacks.benhammersley.com/rss/streaming/": "str",
    "http://madskills.com/public/xml/rss/module/pingback/": "pingback",
    "http://madskills.com/public/xml/rss/module/trackback/": "trackback",
    "http://media.tangent.org/rss/1.0/": "audio",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://my.theinfo.org/changed/1.0/rss/": "cp",
    "http://podlove.org/simple-chapters": "psc",
    "http://postneo.com/icbm/": "icbm",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/echo/": "",
    "http://purl.org/pie/": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0/modules/aggregation/": "ag",
    "http://purl.org/rss/1.0/modules/annotate/": "annotate",
    "http://purl.org/rss/1.0/modules/company": "co",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/email/": "email",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://purl.org/rss/1.0/modules/image/": "image",
    "http://purl.org/rss/1.0/modules/link/": "l",
    "http://purl.org/rss/1.0/modules/reference/": "ref",
    "http://purl.org/rss/1.0/modules/richequiv/": "reqv",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://purl.org/rss/1.0/modules/search/": "search",
    "http://purl.org/rss/1.0/modules/servicestatus/": "ss",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/subscription/": "sub",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/textinput/": "ti",
    "http://purl.org/rss/1.0/modules/threading/": "thr",
    "http://purl.org/rss/1.0/modules/wiki/": "wiki",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://schemas.pocketsoap.com/rss/mydescmodule/": "szf",
    "http://schemas.xmlsoap.org/soap/envelope/": "soap",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://web.resource.org/cc/": "cc",
    "http://webns.net/mvcb/": "admin",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://www.georss.org/georss": "georss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.opengis.net/gml": "gml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.w3.org/2005/atom": "",
    "http://www.w3.org/xml/1998/namespace": "xml",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "uri/of/echo/namespace#": "",
}
"""The usual prefix of each namespace, by its address in small letters; "" for those of feeds themselves."""

STANDARD_PREFIXES = frozenset(NAMESPACES.values()) - {""}

_ELEMENTS = {
    "": (
        "cloud comments copyright docs expirationdate generator rating rights skipdays "
        "skiphours ttl webmaster"
    ),
    "admin": "errorreportsto generatoragent",
    "creativeCommons": "license",
    "dc": "contributor coverage format identifier publisher relation rights source type",
    "feedburner": "awareness emailserviceid feedburnerhostname feedflare info origenclosurelink origlink",
    "itunes": ("block complete episode episodetype explicit image new-feed-url order season title type"),
    "media": (
        "community copyright credit license player rating restriction starrating statistics text thumbnail"
    ),
    "pingback": "server target",
    "slash": "comments department hit_parade section",
    "sy": "updatebase updatefrequency updateperiod",
    "thr": "in-reply-to total",
    "trackback": "about ping",
    "wfw": "comment commentrss",
}
HARMLESS = frozenset(
    f"{prefix}:{name}" if prefix else name for prefix, names in _ELEMENTS.items() for name in names.split()
) | {"?"}
"""Elements that change nothing of what is read of a feed, by feedparser's names; "?" is one that has none."""
