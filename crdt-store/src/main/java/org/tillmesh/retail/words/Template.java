package org.tillmesh.retail.words;

import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A text with places to fill, in the part of ICU's message syntax that the till needs. Braces have no escape.
 *
 * <ul>
 *   <li>{@code {amount}}: the argument's text
 *   <li>{@code {lines, plural, one {# line} other {# lines}}}: the language's plural form of a whole number, {@code #}
 *       being the number in Latin digits
 *   <li>{@code {kind, select, cash {…} card {…} other {…}}}: the case that the argument's text names
 * </ul>
 */
public final class Template {
    private final String text;
    private final Locale language;
    private final Function<String, String> arguments;
    private int at;

    private Template(String text, Locale language, Function<String, String> arguments) {
        this.text = text;
        this.language = language;
        this.arguments = arguments;
    }

    /**
     * The text, filled in.
     *
     * @param arguments the text of each name that the template may use; a whole number for a plural
     * @throws IllegalArgumentException if the text is no template, or lacks the case that an argument needs
     */
    public static String fill(String text, Locale language, Function<String, String> arguments) {
        var template = new Template(text, language, arguments);
        String filled = template.textUpTo("");
        if (template.at < text.length()) {
            throw template.broken("a brace is closed that was not opened");
        }
        return filled;
    }

    /** Reads to the closing brace, or to the end. @param number what {@code #} stands for; empty outside a plural */
    private String textUpTo(String number) {
        var out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '}') {
            char c = text.charAt(at++);
            if (c == '{') {
                out.append(place(number));
            } else if (c == '#' && !number.isEmpty()) {
                out.append(number);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private String place(String number) {
        String name = word();
        if (next() == '}') {
            return arguments.apply(name);
        }
        String kind = word();
        if (next() != ',') {
            throw broken("\"" + kind + "\" names no cases");
        }
        String value = arguments.apply(name);
        return switch (kind) {
            case "plural" -> {
                long count = Long.parseLong(value);
                yield chosen(Plural.of(language, count).word(), Long.toString(count));
            }
            case "select" -> chosen(value, number);
            default -> throw broken("\"" + kind + "\" is neither plural nor select");
        };
    }

    private String chosen(String wanted, String number) {
        var cases = new TreeMap<String, String>();
        while (peek() != '}') {
            String name = word();
            if (next() != '{') {
                throw broken("case \"" + name + "\" has no text");
            }
            cases.put(name, textUpTo(number));
            next();
        }
        at++;
        String found = cases.getOrDefault(wanted, cases.get("other"));
        if (found == null) {
            throw broken("there is no case \"" + wanted + "\"");
        }
        return found;
    }

    private String word() {
        peek();
        int from = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw broken("a name is missing");
        }
        return text.substring(from, at);
    }

    private static boolean isOfName(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            throw broken("it ends inside a brace");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private IllegalArgumentException broken(String why) {
        return new IllegalArgumentException("Text \"" + text + "\", at " + at + ": " + why);
    }
}
