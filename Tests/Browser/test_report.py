"""The page of `wordmine report` in a real browser: test_report.py WORDMINE [--screenshots DIR].

Chromium opens reports from files. Whatever the corpus holds, nothing is requested, nothing is printed to the console,
and the page can be filtered, sorted, opened, saved, and read in both languages.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from axe_playwright_python.base import AXE_FILE_PATH
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora/sample"
WORDMINE = None

# What must stay text: markup, script, formulas, controls of direction, bytes that are no text, a long line.
HOSTILE = (
    "</script><script>document.title='x'</script>茶园</title>茶园<img src=x onerror=alert(1)>\n" * 30
    + "=cmd()茶园,\"引号\"'\u202e反向\u2066隔离茶园\x00\x07\n" * 30
    + "茶园在山上" * 20_000 + "\n{{data}}{{script}}茶园<!--\n]]>\n"
).encode() + b"\xff\xfe\x80\xe8\x8c" * 50 + "\n春茶很香。\n".encode() * 50


def report(folder, *arguments):
    page = folder / "report.html"
    subprocess.run([WORDMINE, "report", "--quiet", *arguments, "-o", page], check=True)
    return page


def open_browser(width=1280, language="en-US", dark=False, downloads=None):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", f"--lang={language}"):
        options.add_argument(argument)
    options.add_experimental_option(
        "prefs", {"intl.accept_languages": language, "download.default_directory": str(downloads or "/nonexistent")})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    browser.set_window_size(width, 900)
    if dark:
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    return browser


def show(browser, page):
    browser.get(page.as_uri())
    WebDriverWait(browser, 30).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#terms .word"))


class ReportTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        known = cls.folder / "known.txt"
        subprocess.run(
            [WORDMINE, "--quiet", SAMPLE / "clinic.txt", "--format", "plain", "-o", known], check=True)
        cls.page = report(cls.folder, SAMPLE / "tea.txt", "--known", known)
        cls.downloads = cls.folder / "downloads"
        cls.browser = open_browser(downloads=cls.downloads)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        shutil.rmtree(cls.folder)

    def setUp(self):
        show(self.browser, self.page)

    def words(self):
        return [word.text for word in self.browser.find_elements(By.CSS_SELECTOR, "#terms .word")]

    def assertQuiet(self, browser):
        self.assertEqual(browser.get_log("browser"), [])
        requests = [
            message["params"]["request"]["url"]
            for entry in browser.get_log("performance")
            if (message := json.loads(entry["message"])["message"])["method"] == "Network.requestWillBeSent"
        ]
        others = [url for url in requests if not url.startswith(("file:", "blob:", "data:"))]
        self.assertEqual(others, [])

    def test_search_filters_the_list(self):
        search = self.browser.find_element(By.ID, "search")
        search.send_keys("茶")
        words = self.words()
        self.assertGreater(len(words), 0)
        self.assertTrue(all("茶" in word for word in words), words)
        self.assertQuiet(self.browser)

    def test_a_filter_shows_its_words_after_scrolling(self):
        Select(self.browser.find_element(By.ID, "show")).select_by_value("all")
        view = self.browser.find_element(By.CSS_SELECTOR, "#terms .view")
        self.browser.execute_script("arguments[0].scrollTop = arguments[0].scrollHeight", view)
        time.sleep(0.3)
        self.browser.find_element(By.ID, "search").send_keys("茶")
        self.assertGreater(len(self.words()), 0)

    def test_known_words_are_shown_where_they_are_asked_for(self):
        new = self.browser.find_element(By.ID, "shown").text
        Select(self.browser.find_element(By.ID, "show")).select_by_value("all")
        self.assertNotEqual(self.browser.find_element(By.ID, "shown").text, new)

    def test_a_column_sorts_the_list(self):
        button = self.browser.find_element(By.CSS_SELECTOR, "#terms [data-column=count] button")
        for order in ("descending", "ascending"):
            button.click()
            head = self.browser.find_element(By.CSS_SELECTOR, "#terms [data-column=count]")
            self.assertEqual(head.get_attribute("aria-sort"), order)
            cells = self.browser.find_elements(By.CSS_SELECTOR, "#terms tbody td:nth-child(2)")
            counts = [int(cell.text.replace(",", "")) for cell in cells if cell.text]
            self.assertEqual(counts, sorted(counts, reverse=order == "descending"))

    def test_the_keyboard_opens_and_closes_a_word(self):
        body = self.browser.find_element(By.TAG_NAME, "body")
        body.send_keys("/")
        self.assertEqual(self.browser.switch_to.active_element.get_attribute("id"), "search")
        first = self.browser.find_element(By.CSS_SELECTOR, "#terms .word")
        name = first.text
        first.send_keys(Keys.ENTER)
        panel = self.browser.find_element(By.ID, "panel")
        self.assertEqual(panel.find_element(By.TAG_NAME, "h2").text, name)
        lines = panel.find_elements(By.CSS_SELECTOR, ".lines tr")
        self.assertGreater(len(lines), 0)
        self.assertTrue(all(name in line.text for line in lines))
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.assertEqual(self.browser.find_elements(By.ID, "panel"), [])

    def test_a_part_of_the_map_filters_the_list(self):
        before = self.browser.find_element(By.ID, "shown").text
        picture = self.browser.find_element(By.CSS_SELECTOR, "#map svg")
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", picture)
        chain = webdriver.ActionChains(self.browser)
        chain.move_to_element_with_offset(picture, 0, 0).click_and_hold().move_by_offset(200, 150).release().perform()
        self.assertNotEqual(self.browser.find_element(By.ID, "shown").text, before)
        self.browser.find_element(By.CSS_SELECTOR, "#region button").click()
        self.assertEqual(self.browser.find_element(By.ID, "shown").text, before)

    def test_what_is_filtered_is_saved(self):
        self.browser.find_element(By.ID, "search").send_keys("茶")
        words = self.words()
        for format, file in (("tsv", "words.tsv"), ("csv", "words.csv"), ("jieba", "words.dict")):
            self.browser.find_element(By.CSS_SELECTOR, f"[data-format={format}]").click()
            path = self.downloads / file
            WebDriverWait(self.browser, 10).until(lambda _: path.exists() and path.stat().st_size)
            saved = path.read_text(encoding="utf-8-sig")
            for word in words:
                self.assertIn(word, saved)
            self.assertQuiet(self.browser)

    def test_the_page_changes_its_language(self):
        self.assertEqual(self.browser.find_element(By.TAG_NAME, "html").get_attribute("lang"), "en")
        self.browser.find_element(By.ID, "search").send_keys("茶")
        self.browser.find_element(By.ID, "language").click()
        self.assertEqual(self.browser.find_element(By.TAG_NAME, "html").get_attribute("lang"), "zh")
        self.assertIn("语料", self.browser.find_element(By.TAG_NAME, "main").text)
        self.assertEqual(self.browser.find_element(By.ID, "search").get_attribute("value"), "茶")
        self.assertTrue(all("茶" in word for word in self.words()))
        chinese = open_browser(language="zh-CN")
        try:
            show(chinese, self.page)
            self.assertEqual(chinese.find_element(By.TAG_NAME, "html").get_attribute("lang"), "zh")
        finally:
            chinese.quit()

    def test_a_keystroke_is_answered_at_once(self):
        milliseconds = self.browser.execute_script(
            "const start = performance.now(); document.getElementById('search').value = '茶'; filterList();"
            "return performance.now() - start")
        self.assertLess(milliseconds, 500)

    def test_everybody_can_use_it(self):
        for width, dark in ((1280, False), (390, True)):
            browser = open_browser(width=width, dark=dark)
            try:
                show(browser, self.page)
                browser.execute_script(pathlib.Path(AXE_FILE_PATH).read_text())
                found = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
                self.assertEqual(
                    [(violation["id"], violation["nodes"][0]["html"][:200]) for violation in found["violations"]], [])
                wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
                self.assertLessEqual(wide, 0, f"{width} pixels")
            finally:
                browser.quit()

    def test_paper_has_the_best_words(self):
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertGreater(len(self.browser.find_element(By.ID, "best").text.split()), 20)
        self.assertFalse(self.browser.find_element(By.ID, "main").is_displayed())
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def test_a_hostile_corpus_stays_text(self):
        folder = self.folder / "hostile"
        folder.mkdir()
        text = folder / "<b>&amp;\"'.txt"
        text.write_bytes(HOSTILE)
        page = report(folder, text)
        browser = open_browser()
        try:
            show(browser, page)
            self.assertEqual(browser.title, text.name)
            browser.find_element(By.CSS_SELECTOR, "#terms .word").click()
            self.assertQuiet(browser)
            self.assertEqual(len(browser.find_elements(By.TAG_NAME, "script")), 2)
            self.assertEqual(browser.find_elements(By.TAG_NAME, "img"), [])
        finally:
            browser.quit()

    def test_firefox_shows_it_too(self):
        if not shutil.which("firefox") and not shutil.which("firefox-esr"):
            self.skipTest("there is no Firefox")
        options = webdriver.FirefoxOptions()
        options.add_argument("-headless")
        browser = webdriver.Firefox(options=options)
        try:
            show(browser, self.page)
        finally:
            browser.quit()


def screenshots(folder):
    with tempfile.TemporaryDirectory() as temporary:
        page = report(pathlib.Path(temporary), *os.environ.get("REPORT", str(SAMPLE / "tea.txt")).split())
        for name, width, height, dark, language in (
            ("report", 1280, 1900, False, "en-US"), ("report-dark", 1280, 1900, True, "en-US"),
            ("report-zh", 1280, 1900, False, "zh-CN"), ("report-phone", 390, 1900, False, "en-US"),
        ):
            browser = open_browser(width=width, dark=dark, language=language)
            browser.set_window_size(width, height)
            show(browser, page)
            time.sleep(0.5)
            browser.save_screenshot(str(pathlib.Path(folder) / f"{name}.png"))
            browser.quit()


if __name__ == "__main__":
    WORDMINE = os.path.abspath(sys.argv.pop(1))
    if "--screenshots" in sys.argv:
        screenshots(sys.argv[sys.argv.index("--screenshots") + 1])
    else:
        unittest.main()
