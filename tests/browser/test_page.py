"""The page in a browser, as its users meet it: scripts/test-browser runs this."""

import os
import statistics
import unittest
from pathlib import Path
from urllib.parse import quote

from hostile import payloads
from server import Server
from webdriver import Browser

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
PROGRAMS = Path(os.environ.get("DATELINE_PROGRAMS", PROJECT / "build/dev/bin"))

DOCUMENT = "/document?key=text%2F2024%2Fodesa-istanbul-partnership.txt&q=odesa+agreement"
# Every kind of page, as path: start, hits, narrowed hits, explanation, no hit, faults of query and date, document.
PAGES = ["/", "/?q=harbour+agreement", "/?q=agreement&source=Grid+Monthly&lang=en&since=2020&until=2020-12",
         "/?q=%2Bodesa+agreement&explain=1", "/?q=%2Bodesa+%2Bagreemant", "/?q=odesa+titel%3Aturkey",
         "/?q=odesa&since=2024-13", DOCUMENT, "/document?key=nowhere"]


def paging_documents(count, first=0):
    return [{"id": f"paging-{number}", "date": f"2001-03-{1 + number % 28:02}", "source": "Pager",
             "title": f"Zeppelin number {number}", "text": f"The zeppelin {number} lands. " + "word " * number}
            for number in range(first, first + count)]


def hostile_documents():
    """As lines of an export, whose texts are kept as they are: of other JSON, HTML becomes text when it is read."""
    export = {"written_by": "dateline-index export", "version": 2, "date_origin": "metadata"}
    return [{"dateline": export, "key": " ".join(f"hostile-{number} {text}".split()), "date": "2003-01-01",
             "title": f"{text} quagga", "source": text, "url": text, "language": "en", "authors": [text],
             "text": f"quagga {text}\n\n{text} quagga"}
            for number, text in enumerate(payloads())]


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server = Server(PROGRAMS)
        server.add_paths(PROJECT / "data")
        server.add_documents(paging_documents(50) + hostile_documents())
        cls.server = cls.enterClassContext(server)
        cls.browser = cls.enterClassContext(Browser())

    def setUp(self):
        self.browser.enable_scripts(True)
        self.browser.resize(1100, 900)
        self.browser.prefer_dark(False)
        self.browser.log()

    def tearDown(self):
        # A script's error, or something that the policy forbids, is a fault wherever it comes up. Pages
        # with an error's status are logged by the browser as well.
        said = [line for line in self.browser.log() if "the server responded with a status of 4" not in line]
        self.assertEqual(said, [])

    def open(self, path):
        self.browser.open(self.server.root + path)

    def assert_at(self, *parts):
        """Waits for an address that holds all parts, and for its page to be complete."""
        browser = self.browser
        browser.wait(lambda: all(part in browser.url() for part in parts) and
                     browser.run("return document.readyState") == "complete", " ".join(parts))

    def hits(self):
        return [hit.text() for hit in self.browser.find_all(".hits h3 a")]

    def bars(self):
        """Days and counts of the timeline's bars."""
        return self.browser.run("return [...document.querySelectorAll('.brush a')].map("
                                "a => [a.dataset.first, a.dataset.last, Number(a.dataset.count)])")

    # Search

    def test_a_query_that_is_typed_finds_hits_with_marks_date_and_source(self):
        self.open("/")
        self.browser.find("#q").click()
        self.browser.type("turkey grids")
        self.browser.press("Enter")
        self.assert_at("/?q=turkey")
        self.assertIn("E.U. and Turkey link grids for balancing in a trial", self.hits())
        item = self.browser.find(".hits li:has(a[href*='gm-2020-09-02'])").text()
        self.assertIn("15 September 2020", item)
        self.assertIn("Grid Monthly", item)
        self.assertGreater(self.browser.count(".hits mark"), 2)
        self.assertEqual(self.browser.title(), "turkey grids – Dateline")

    def test_the_order_can_be_changed(self):
        self.open("/?q=agreement")
        for order, reverse in (("Newest", True), ("Oldest", False)):
            self.browser.find(f".orders a[href*='sort={order.lower()}']").click()
            self.assert_at(f"sort={order.lower()}")
            days = self.browser.run("return [...document.querySelectorAll('.hits time')].map(t => t.dateTime)")
            dated = [day for day in days if day]
            self.assertEqual(dated, sorted(dated, reverse=reverse))
            self.assertEqual(self.browser.text(".orders [aria-current]"), order)

    def test_the_explanation_is_shown_on_demand(self):
        self.open("/?q=odesa+agreement")
        self.assertEqual(self.browser.count(".explanation"), 0)
        self.browser.find(".explain").click()
        self.assert_at("explain=1")
        self.assertIn("should word agreement", self.browser.text(".explanation pre"))
        self.assertIn("score", self.browser.text(".hits .scores"))

    def test_where_nothing_is_found_each_part_is_counted_and_a_word_suggested(self):
        self.open("/?q=%2Bodesa+%2Bagreemant")
        self.assertIn("agreemant", self.browser.text(".no-hits"))
        self.browser.find(".no-hits a").click()
        self.assert_at("agreement")
        self.assertGreater(len(self.hits()), 0)

    # Faults

    def test_a_fault_of_the_query_is_shown_where_it_is(self):
        self.open("/?q=%C3%96zlem+titel%3Aturkey")
        self.assertIn("unknown field", self.browser.text("#fault .message"))
        self.assertEqual(self.browser.text("#fault mark"), "t")
        box = self.browser.find("#q")
        self.assertEqual(box.attribute("aria-invalid"), "true")
        self.assertEqual(box.property("selectionStart"), len("Özlem "))
        self.assertEqual(self.browser.active().attribute("id"), "q")

    def test_a_fault_s_spot_does_not_count_the_filters(self):
        self.open("/?q=odesa+titel%3Aturkey&source=Grid+Monthly")
        self.assertEqual(self.browser.find("#q").property("selectionStart"), len("odesa "))

    def test_a_wrong_date_is_shown_at_its_field(self):
        self.open("/?q=odesa&since=2024-13")
        self.assertIn("2024-13", self.browser.text("#fault"))
        self.assertEqual(self.browser.find("#since").attribute("aria-invalid"), "true")
        self.assertIsNone(self.browser.find("#until").attribute("aria-invalid"))

    # Suggestions

    def test_suggestions_come_while_typing_and_are_taken_by_keys(self):
        self.open("/")
        self.browser.find("#q").click()
        self.browser.type("agreem")
        box = self.browser.find("#q")
        self.browser.find(".suggestions li")
        self.assertEqual(box.attribute("aria-expanded"), "true")
        self.browser.press("ArrowDown")
        chosen = self.browser.find("#" + box.attribute("aria-activedescendant"))
        self.assertEqual(chosen.attribute("aria-selected"), "true")
        self.assertIn("agreem", chosen.text().lower())
        self.browser.press("Escape")
        self.assertEqual(box.attribute("aria-expanded"), "false")
        self.assertEqual(box.property("value"), "agreem")

    def test_a_suggestion_that_is_taken_is_searched_for(self):
        self.open("/")
        self.browser.find("#q").click()
        self.browser.type("odesa agreem")
        self.browser.find(".suggestions li")
        self.browser.press("ArrowDown", "Enter")
        self.browser.wait(lambda: "agreem" in self.browser.url().lower(), "the suggestion's page")
        self.assertGreater(self.browser.count("main h1"), 0)

    # Timeline

    def test_a_drag_over_the_timeline_narrows_the_dates(self):
        for pointer in ("mouse", "touch"):
            with self.subTest(pointer=pointer):
                self.open("/?q=harbour+agreement")
                bars = self.bars()
                x, y, width, height = self.browser.find(".brush").box()
                place = width / len(bars)
                first, last = len(bars) // 4, len(bars) // 2
                self.browser.drag((x + place * (first + 0.5), y + height / 2),
                                  (x + place * (last + 0.5), y + height / 2), pointer)
                self.assert_at(f"since={bars[first][0]}", f"until={bars[last][1]}")
                found = sum(count for _, _, count in bars[first:last + 1])
                self.assertEqual(self.browser.text("h1"), f"{found} documents")
                self.browser.find(".chips a").click()
                self.assert_at("/?q=harbour%20agreement")
                self.assertNotIn("since", self.browser.url())

    def test_a_click_on_a_bar_narrows_to_it(self):
        self.open("/?q=harbour+agreement")
        bars = self.bars()
        at = max(range(len(bars)), key=lambda index: bars[index][2])
        x, y, width, height = self.browser.find(".brush").box()
        point = (x + width * (at + 0.5) / len(bars), y + height - 3)
        self.browser.drag(point, point)
        self.assert_at(f"since={bars[at][0]}", f"until={bars[at][1]}")
        self.assertEqual(self.browser.text("h1"), f"{bars[at][2]} documents")

    def test_the_timeline_s_ends_are_moved_by_keys(self):
        self.open("/?q=harbour+agreement")
        bars = self.bars()
        first, last = self.browser.find_all(".handle")
        first.focus()
        self.browser.press("ArrowRight", "ArrowRight")
        self.assertEqual(first.attribute("aria-valuenow"), "2")
        last.focus()
        self.browser.press("ArrowLeft")
        found = sum(count for _, _, count in bars[2:-1])
        self.assertIn(f"{found} document", self.browser.text("#readout"))
        self.assertIn(f"{found} document", last.attribute("aria-valuetext"))
        self.browser.press("Enter")
        self.assert_at(f"since={bars[2][0]}", f"until={bars[-2][1]}")

    def test_dates_are_typed_as_well(self):
        self.open("/?q=agreement")
        self.browser.find("#since").focus()
        self.browser.type("2002")
        self.browser.find("#until").focus()
        self.browser.type("2008-06")
        self.browser.press("Enter")
        self.assert_at("since=2002", "until=2008-06")
        days = self.browser.run("return [...document.querySelectorAll('.hits time')].map(t => t.dateTime)")
        self.assertTrue(days and all("2002" <= day < "2008-07" for day in days), days)

    # Facets, pages, history

    def test_a_facet_narrows_and_its_chip_takes_that_away(self):
        self.open("/?q=agreement")
        before = self.hits()
        self.browser.find(".facets a[href*='source=Reuters']").click()
        self.assert_at("source=Reuters")
        sources = {source.text() for source in self.browser.find_all(".hits .source")}
        self.assertEqual(sources, {"Reuters"})
        self.browser.find(".chips a").click()
        self.assert_at("/?q=agreement")
        self.assertEqual(self.hits(), before)

    def test_a_year_and_a_language_narrow_too(self):
        self.open("/?q=harbour+agreement+wind")
        self.browser.find(".facets a[href*='since=2014']").click()
        self.assert_at("since=2014&until=2014")
        self.open("/?q=odesa+agreement+hafen+vapur&lang=de")
        self.assertIn("German", self.browser.text(".chips"))

    def test_pages_lead_forth_and_back(self):
        self.open("/?q=zeppelin")
        first = self.hits()
        self.assertEqual(len(first), 20)
        self.browser.find("a[rel=next]").click()
        self.assert_at("cursor=")
        second = self.hits()
        self.assertEqual(self.browser.find(".hits").attribute("start"), "21")
        self.browser.find("a[rel=next]").click()
        self.browser.wait(lambda: len(self.hits()) == 10, "the last page")
        self.assertEqual(self.browser.count("a[rel=next]"), 0)
        self.assertEqual(len(set(first + second + self.hits())), 50)
        self.browser.find("a[rel=prev]").click()
        self.browser.wait(lambda: self.hits() == second, "the second page")
        self.browser.find("a[rel=prev]").click()
        self.browser.wait(lambda: self.hits() == first, "the first page")
        self.assertEqual(self.browser.count("a[rel=prev]"), 0)

    def test_the_back_button_leads_through_all_that_was_seen(self):
        self.open("/?q=agreement")
        hits = self.hits()
        self.browser.find(".facets a[href*='source=Reuters']").click()
        self.assert_at("source=Reuters")
        self.browser.find(".hits h3 a").click()
        self.assert_at("/document")
        self.browser.back()
        self.assert_at("source=Reuters")
        self.browser.back()
        self.assert_at("/?q=agreement")
        self.assertEqual(self.hits(), hits)
        self.assertEqual(self.browser.find("#q").property("value"), "agreement")

    # Reader

    def test_a_document_is_read_from_match_to_match(self):
        self.open("/?q=odesa+agreement")
        self.browser.find(".hits a[href*='odesa-istanbul']").click()
        self.assert_at("/document")
        marks = self.browser.count(".text mark")
        self.assertGreater(marks, 2)
        self.assertEqual(self.browser.text("#match-count"), f"{marks} matches")
        self.browser.find("button[aria-label='Next match']").click()
        self.assertEqual(self.browser.text("#match-count"), f"Match 1 of {marks}")
        self.browser.find("#document").focus()
        self.browser.press("n")
        self.assertEqual(self.browser.text("#match-count"), f"Match 2 of {marks}")
        self.assertEqual(self.browser.find("mark.now").attribute("id"), "m2")
        self.assertTrue(self.browser.url().endswith("#m2"))
        self.browser.press("p", "p")
        self.assertEqual(self.browser.text("#match-count"), f"Match {marks} of {marks}")
        _, top, _, height = self.browser.find("mark.now").box()
        self.assertTrue(0 <= top <= 900 - height, "the match is seen")
        self.browser.reload()
        self.assertEqual(self.browser.text("#match-count"), f"Match {marks} of {marks}")
        self.browser.find(".back").click()
        self.assert_at("/?q=odesa")

    def test_a_document_that_is_not_there_says_so(self):
        self.open("/document?key=nowhere&q=odesa")
        self.assertIn("nowhere", self.browser.text("#fault"))

    # Without scripts, without a mouse, on a phone

    def test_without_scripts_the_page_is_a_form_with_hits(self):
        self.browser.enable_scripts(False)
        self.open("/")
        self.browser.find("#q").click()
        self.browser.type("agreement")
        self.browser.find(".search button").click()
        self.browser.find(".hits li")
        hits = self.hits()
        self.assertGreater(len(hits), 5)
        self.browser.find(".facets a[href*='source=Reuters']").click()
        self.browser.wait(lambda: "source=Reuters" in self.browser.url(), "the narrowed page")
        self.assertLess(len(self.hits()), len(hits))
        self.browser.find(".hits h3 a").click()
        self.browser.find("#first-match").click()
        self.assertTrue(self.browser.url().endswith("#m1"))

    def test_the_keyboard_is_enough(self):
        self.open("/?q=odesa+agreement")
        self.browser.press_with("Control", "k")
        self.assertEqual(self.browser.active().attribute("id"), "q")
        self.browser.press("End")
        self.browser.type(" istanbul")
        self.browser.press("Enter")
        self.assert_at("istanbul")
        for _ in range(60):
            self.browser.press("Tab")
            if "/document" in (self.browser.active().attribute("href") or ""):
                break
        self.assertEqual(self.browser.run(
            "const style = getComputedStyle(document.activeElement); return style.outlineStyle"), "solid")
        self.browser.press("Enter")
        self.assert_at("/document")
        self.browser.press("n")
        self.assertIn("Match 1 of", self.browser.text("#match-count"))

    def test_the_first_tab_stop_skips_to_the_content(self):
        self.open("/?q=agreement")
        self.browser.press("Tab")
        self.assertEqual(self.browser.active().text(), "Skip to the content")
        self.browser.press("Enter")
        self.assertEqual(self.browser.active().attribute("id"), "main")

    def test_nothing_is_wider_than_a_phone(self):
        self.browser.resize(360, 740)
        for path in PAGES + [f"/?q=quagga&sort=oldest&explain=1&source={quote('x' * 400)}"]:
            with self.subTest(path=path):
                self.open(path)
                self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 360)

    # Looks

    def test_contrast_is_enough_in_the_light_and_in_the_dark(self):
        measures = (HERE / "measures.js").read_text()
        for dark in (False, True):
            self.browser.prefer_dark(dark)
            for path in PAGES:
                with self.subTest(path=path, dark=dark):
                    self.open(path)
                    if path == DOCUMENT:
                        self.browser.press("n")
                    result = self.browser.run(measures)
                    self.assertGreater(result["looked"], 3)
                    self.assertEqual(result["faults"], [])

    def test_the_dark_is_dark(self):
        background = "return getComputedStyle(document.documentElement).backgroundColor"
        self.open("/")
        light = self.browser.run(background)
        self.browser.prefer_dark(True)
        self.assertNotEqual(self.browser.run(background), light)

    def test_every_field_and_link_has_a_name(self):
        nameless = ("return [...document.querySelectorAll('a, button, input:not([type=hidden]), [role=slider]')]"
                    ".filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length))"
                    ".map(e => e.outerHTML)")
        for path in PAGES:
            with self.subTest(path=path):
                self.open(path)
                self.assertEqual(self.browser.run(nameless), [])
                self.assertEqual(self.browser.run(
                    "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                    "return ids.filter((id, at) => ids.indexOf(id) != at)"), [])

    # Hostile and busy

    def assert_nothing_ran(self):
        self.assertIsNone(self.browser.run("return window.hacked ?? null"))

    def test_no_text_of_a_document_runs_as_script(self):
        self.open("/?q=quagga")
        seen = set()
        while True:
            self.assert_nothing_ran()
            seen.update(self.browser.run("return [...document.querySelectorAll('.hits a')].map(a => a.href)"))
            following = self.browser.find_all("a[rel=next]")
            if not following:
                break
            self.open(following[0].attribute("href"))
        documents = [url for url in seen if "/document?" in url]
        self.assertEqual(len(documents), 100)
        self.assertEqual([url for url in seen if not url.startswith(self.server.root)], [])
        for url in documents:
            self.browser.open(url)
            self.assertGreater(self.browser.count("#document mark"), 1)
            self.assert_nothing_ran()

    def test_no_text_of_an_address_runs_as_script(self):
        for text in payloads():
            for name in ("q", "source", "lang", "since", "cursor"):
                self.open(f"/?q=x&explain=1&{name}={quote(text)}")
                self.assert_nothing_ran()
        for text in payloads():
            self.open(f"/document?key={quote(text)}&q={quote(text)}")
            self.assert_nothing_ran()

    def test_no_suggested_title_becomes_markup(self):
        self.open("/")
        self.browser.find("#q").click()
        self.browser.type("quagg")
        self.browser.find(".suggestions li")
        self.assertIn("window.hacked", self.browser.text(".suggestions"))
        self.assertEqual(self.browser.run("return document.querySelectorAll('.suggestions li > :not(span), "
                                          ".suggestions span > *').length"), 0)
        self.assert_nothing_ran()

    def test_scripts_cannot_parse_text_as_markup(self):
        self.open("/")
        refused = self.browser.run(
            "try { document.body.innerHTML = '<p>'; return false } catch (e) { return e instanceof TypeError }")
        self.assertTrue(refused)
        self.browser.log()

    def test_pages_stay_the_same_while_a_generation_is_published(self):
        server = Server(PROGRAMS)
        server.add_documents(paging_documents(50))
        with server:
            self.browser.open(server.root + "/?q=zeppelin&sort=newest")
            seen = self.hits()
            server.add_documents(paging_documents(40, first=50))
            self.browser.find("a[rel=next]").click()
            self.assert_at("cursor=")
            self.assertEqual(self.browser.text("h1"), "50 documents, 21–40")
            seen += self.hits()
            self.browser.find("a[rel=next]").click()
            self.browser.wait(lambda: len(self.hits()) == 10, "the last page")
            seen += self.hits()
            self.assertEqual(sorted(seen), sorted(f"Zeppelin number {number}" for number in range(50)))

            def fresh():
                self.browser.open(server.root + "/?q=zeppelin")
                return self.browser.text("h1") == "90 documents"
            self.browser.wait(fresh, "the new generation")

    def test_a_page_loads_in_less_than_100_ms(self):
        for path in ("/", "/?q=harbour+agreement", DOCUMENT):
            times = []
            for _ in range(15):
                self.open(path)
                times.append(self.browser.run(
                    "return performance.getEntriesByType('navigation')[0].loadEventEnd"))
            print(f"\n{path}: loaded in {statistics.median(times):.0f} ms (median of {len(times)})", end="")
            # On a machine that is busy with other tests the quickest of them says what the page takes.
            self.assertLess(min(times), 100)


if __name__ == "__main__":
    unittest.main()
