package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.BadHead;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.retail.words.Worded;

/** What a page is made of, in the language of whoever asked for it: cards, tables, forms that need no script. */
final class Sheet {
    private static final SortedMap<String, String> ENGLISH = ConsoleTexts.of("en");
    private static final SortedMap<String, String> ARABIC = ConsoleTexts.of("ar");

    final Asked asked;
    private final String proof;

    /** @param proof the session's secret, which every form sends along */
    Sheet(Asked asked, String proof) {
        this.asked = asked;
        this.proof = proof;
    }

    // ---- words

    boolean isArabic() {
        return asked.isArabic();
    }

    /** A text of the console. */
    String t(String key) {
        String text = (isArabic() ? ARABIC : ENGLISH).get(key);
        if (text == null) {
            throw new AssertionError("The console has no text \"" + key + "\"");
        }
        return text;
    }

    /** The text of a key, if the console has one. */
    static @Nullable String known(String key, boolean arabic) {
        return (arabic ? ARABIC : ENGLISH).get(key);
    }

    String named(String name, String nameAr) {
        return isArabic() && !nameAr.isEmpty() ? nameAr : name;
    }

    /** What was refused, in the reader's words. */
    String said(RuntimeException refused) {
        var reader = new Reader(isArabic() ? Locale.forLanguageTag("ar") : Locale.ENGLISH, ZoneOffset.UTC);
        if (refused instanceof RelayException relay) {
            return relay.sentence().map(said -> said.in(reader)).orElse(String.valueOf(relay.getMessage()));
        }
        if (refused instanceof Worded worded) {
            return worded.sentence().in(reader);
        }
        throw refused;
    }

    /** A parameter of the address; empty if it is not there. */
    String query(String name) {
        return asked.query().getOrDefault(name, "").strip();
    }

    // ---- pieces

    static Html code(@Nullable Object text) {
        return tag("span", at("class", "code"), text);
    }

    static Html money(Money amount) {
        return tag("span", at("class", amount.isNegative() ? "code return" : "code"), amount.toString());
    }

    /** @param kind {@code on}, {@code off} or {@code note} */
    static Html pill(String kind, String said) {
        String sign = kind.equals("on") ? "● " : kind.equals("off") ? "▲ " : "";
        return tag("span", at("class", "pill " + kind), sign + said);
    }

    static Html link(String address, Object said) {
        return tag("a", at("href", address), said);
    }

    static Html button(String address, String said) {
        return tag("a", at("class", "plain link"), at("href", address), said);
    }

    static String address(String path, String... parameters) {
        var whole = new StringBuilder(path);
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i + 1].isEmpty()) {
                whole.append(whole.indexOf("?") < 0 ? '?' : '&')
                        .append(parameters[i])
                        .append('=')
                        .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
            }
        }
        return whole.toString();
    }

    Html card(String titleKey, @Nullable Object... content) {
        return tag("section", at("class", "card wholeRow"), tag("h2", t(titleKey)), Html.all(content));
    }

    Html note(String key) {
        return tag("p", at("class", "note"), t(key));
    }

    /** A name and what stands for it, one under the other. */
    Html facts(@Nullable Object... pairs) {
        var list = new ArrayList<Html>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null && !String.valueOf(pairs[i + 1]).isEmpty()) {
                list.add(tag("div", tag("dt", t(String.valueOf(pairs[i]))), tag("dd", pairs[i + 1])));
            }
        }
        return tag("dl", at("class", "facts"), list);
    }

    /** What was done, after the page was asked for anew; and what was refused. */
    Html told(@Nullable String problem) {
        String done = query("done");
        String text = done.matches("[a-zA-Z]{1,40}") ? known("done_" + done, isArabic()) : null;
        return problem != null
                ? tag("p", at("class", "alarm"), at("role", "alert"), "▲ " + problem)
                : text != null
                        ? tag("p", at("class", "said good wholeRow"), at("role", "status"), "● " + text)
                        : Html.NOTHING;
    }

    // ---- tables

    /** @param heads keys of texts; with a + before them of columns of numbers */
    Html table(List<String> heads, List<List<Object>> rows) {
        var head = heads.stream()
                .map(key -> tag("th", isNumber(key) ? at("class", "number") : null, key.isEmpty() ? "" : t(plain(key))))
                .toList();
        var body = rows.stream()
                .map(row -> {
                    var cells = new ArrayList<Html>();
                    for (int i = 0; i < row.size(); i++) {
                        String key = heads.get(i);
                        cells.add(tag(
                                "td",
                                isNumber(key) ? at("class", "number") : null,
                                at("data-label", key.isEmpty() ? "" : t(plain(key))),
                                row.get(i)));
                    }
                    return tag("tr", cells);
                })
                .toList();
        return tag(
                "div",
                at("class", "frame"),
                rows.isEmpty()
                        ? tag("p", at("class", "note"), t("nothingHere"))
                        : tag("table", at("class", "stacked"), tag("thead", tag("tr", head)), tag("tbody", body)));
    }

    private static boolean isNumber(String head) {
        return head.startsWith("+");
    }

    static String plain(String head) {
        return isNumber(head) ? head.substring(1) : head;
    }

    // ---- forms

    Html field(String label, Html control) {
        return tag("label", tag("span", t(label)), control);
    }

    Html input(String label, String name, String value, @Nullable Object... more) {
        return field(label, tag("input", at("name", name), at("value", value), Html.attributes(more)));
    }

    Html select(String label, String name, String chosen, List<String> values, List<String> shown) {
        var options = new ArrayList<Html>();
        for (int i = 0; i < values.size(); i++) {
            options.add(tag(
                    "option",
                    at("value", values.get(i)),
                    Html.when(values.get(i).equals(chosen), "selected"),
                    shown.get(i)));
        }
        return field(label, tag("select", at("name", name), options));
    }

    Html box(String name, boolean ticked, String said) {
        return tag(
                "label",
                at("class", "box"),
                tag("input", at("type", "checkbox"), at("name", name), Html.when(ticked, "checked")),
                tag("span", said));
    }

    /** Several boxes under one title, as {@code NAME.VALUE}. */
    Html boxes(String label, String name, Collection<String> ticked, List<String> values, List<String> shown) {
        var all = new ArrayList<Html>();
        for (int i = 0; i < values.size(); i++) {
            all.add(box(name + "." + values.get(i), ticked.contains(values.get(i)), shown.get(i)));
        }
        return tag("fieldset", tag("legend", t(label)), tag("div", at("class", "boxes"), all));
    }

    /** A form that changes something. */
    Html form(String action, String buttonKey, @Nullable Object... content) {
        return tag(
                "form",
                at("class", "fields row"),
                at("method", "post"),
                at("action", action),
                hidden("proof", proof),
                Html.all(content),
                tag("div", at("class", "line"), tag("button", at("class", "primary"), t(buttonKey))));
    }

    /** A form that looks for something. */
    Html search(String action, @Nullable Object... content) {
        return tag(
                "form",
                at("class", "fields row"),
                at("method", "get"),
                at("action", action),
                at("role", "search"),
                Html.all(content),
                tag("div", at("class", "line"), tag("button", at("class", "plain"), t("find"))));
    }

    /** A new password, typed twice. */
    Html newPassword(int least) {
        return Html.all(
                input(
                        "newPassword",
                        "password",
                        "",
                        at("type", "password"),
                        at("dir", "ltr"),
                        at("minlength", least),
                        Html.when(true, "required")),
                input(
                        "again",
                        "again",
                        "",
                        at("type", "password"),
                        at("dir", "ltr"),
                        at("minlength", least),
                        Html.when(true, "required")));
    }

    static Html hidden(String name, String value) {
        return tag("input", at("type", "hidden"), at("name", name), at("value", value));
    }

    /** What a form sent, each field once. */
    static Map<String, String> sent(Asked asked) {
        try {
            return asked.form();
        } catch (BadHead e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Which of several boxes were ticked. */
    static List<String> ticked(Map<String, String> form, String name) {
        return form.keySet().stream()
                .filter(key -> key.startsWith(name + "."))
                .map(key -> key.substring(name.length() + 1))
                .sorted()
                .toList();
    }
}
