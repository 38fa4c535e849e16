"""Feeds, sitemaps and the input of PETRARCH, and near-misses of them."""

import pytest

from tidings.articles.segment import segment
from tidings.readers.read import read
from tidings.records import Document
from tidings.vocabulary import DocumentStatus, Reason

STORY = "Dockers in Piraeus walked out on Tuesday, and the port authority called the strike unlawful."

RSS = f"""<?xml version="1.0"?>
<?xml-stylesheet href="feed.css"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Harbour News</title><lastBuildDate>Fri, 07 Jun 2024 08:00:00 GMT</lastBuildDate>
<item><title>Dockers &amp;amp; pilots walk out</title><link>https://harbour.example/1</link>
<dc:creator>Ida Lund</dc:creator><category>Labour</category><pubDate>Tue, 04 Jun 2024 18:00:00 +0200</pubDate>
<media:title>A picture</media:title>
<description>In short</description>
<content:encoded><![CDATA[<p>{STORY}</p><p>Talks failed&nbsp;twice.</p>]]></content:encoded></item>
<item><title>Ferries stay in port</title><guid isPermaLink="false">77</guid>
<pubDate>Wed, 05 Jun 2024 06:00:00 GMT</pubDate>
<description>&lt;p&gt;{STORY}&lt;/p&gt; &lt;p&gt;Nobody&amp;#8217;s ship left.&lt;/p&gt;</description></item>
<item><title>Greek minister meets dockers in Athens</title><link>https://harbour.example/3</link></item>
<item><pubDate>Wed, 05 Jun 2024 06:00:00 GMT</pubDate></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title><updated>2024-06-09T00:00:00Z</updated>
<entry><title>Dockers walk out</title><link rel="self" href="https://harbour.example/feed"/>
<link href="https://harbour.example/1"/><author><name>Ida Lund</name><uri>https://ida.example</uri></author>
<author><name>Max Roth</name></author><published>2024-06-04T18:00:00Z</published><updated>2024-06-08T00:00:00Z</updated>
<summary>In short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content>
</entry></feed>"""

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://harbour.example/about</loc></url>
<url><loc>https://harbour.example/1</loc><lastmod>2024-06-08</lastmod><news:news><news:publication>
<news:name>Harbour News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-06-04</news:publication_date><news:title>Dockers in Piraeus walk out over pay</news:title>
</news:news></url></urlset>"""

PETRARCH = f"""<Sentences><Sentence date = "20240604" id = "H1_1" source = "AFP" sentence = "true"><Text>
{STORY}
</Text><Parse>
(ROOT (S (NP (NNS Dockers))))
</Parse></Sentence><Sentence date="20240604" id="H1_2" source="AFP"><Text>Police arrested two of them.</Text></Sentence>
<Sentence date="20240605" id="H2_1" source="AFP"><Text>Turkey condemned the arrests in Athens.</Text></Sentence>
</Sentences>"""


def documents(page: str, path: str = "list.xml") -> list[Document]:
    return list(read(page.encode(), path))


def test_each_item_of_a_feed_is_a_document_with_what_the_feed_says_of_it() -> None:
    first, second, third, fourth = documents(RSS)
    assert first.source_path == "list.xml!1"
    assert first.text == f"{STORY}\n\nTalks failed\u00a0twice."
    assert first.declared == {
        "title": "Dockers & pilots walk out",
        "date": "Tue, 04 Jun 2024 18:00:00 +0200",
        "url": "https://harbour.example/1",
        "authors": "Ida Lund",
        "publisher": "Harbour News",
        "section": "Labour",
        "standfirst": "In short",
    }
    assert second.text == f"{STORY}\n\nNobody’s ship left."
    assert "url" not in second.declared
    assert third.text == third.declared["title"]
    assert (fourth.status, fourth.reason) == (DocumentStatus.QUARANTINED, Reason.EMPTY)


def test_atom_gives_the_day_of_publication_not_of_the_change() -> None:
    (only,) = documents(ATOM, "feed")
    assert only.text == STORY
    assert only.declared["date"] == "2024-06-04T18:00:00Z"
    assert only.declared["url"] == "https://harbour.example/1"
    assert only.declared["authors"] == "Ida Lund; Max Roth"


def test_a_news_sitemap_gives_headlines_and_passes_pages_that_are_no_news() -> None:
    (only,) = documents(SITEMAP)
    assert only.text == "Dockers in Piraeus walk out over pay"
    assert (only.declared["date"], only.declared["publisher"]) == ("2024-06-04", "Harbour News")


def test_the_sentences_of_a_story_are_one_document_without_their_parses() -> None:
    first, second = documents(PETRARCH)
    assert first.text == f"{STORY}\n\nPolice arrested two of them."
    assert first.declared == {"date": "20240604", "publisher": "AFP"}
    assert second.declared["date"] == "20240605"


def test_a_headline_alone_is_an_article() -> None:
    (article,) = segment(documents(SITEMAP)[0])
    assert article.body == "Dockers in Piraeus walk out over pay"
    assert article.title == article.body
    assert article.reason is None


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<rss><channel><title>Nothing yet</title></channel></rss>", Reason.EMPTY),
        ("<urlset><url><loc>https://harbour.example/about</loc></url></urlset>", Reason.EMPTY),
        ("<sitemapindex><sitemap><loc>https://harbour.example/1.xml</loc></sitemap></sitemapindex>", Reason.EMPTY),
        ("<rss version='2.0'", Reason.EMPTY),
    ],
)
def test_a_list_without_news_says_so(page: str, reason: Reason) -> None:
    (only,) = documents(page)
    assert (only.status, only.reason) == (DocumentStatus.QUARANTINED, reason)
    assert only.detail


@pytest.mark.parametrize("page", [f"<feedback>{STORY}</feedback>", f"<html><body><p>{STORY}</p></body></html>"])
def test_other_markup_is_no_list(page: str) -> None:
    assert [document.text for document in documents(page)] == [STORY]


def test_entities_that_a_file_defines_are_not_followed() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>'
    found = documents(f"<rss>{bomb}<channel><item><title>One</title></item></channel></rss>")
    assert "boom" not in "".join(document.text or "" for document in found)
    (only,) = documents(f"{bomb}<rss><channel><item><title>&b; {STORY}</title></item></channel></rss>")
    assert "boom" not in (only.text or "")
