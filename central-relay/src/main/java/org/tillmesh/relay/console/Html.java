package org.tillmesh.relay.console;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A piece of a page. Whatever is no piece itself is a text and is escaped, so that no name of a product can be markup. */
final class Html {
    private static final Set<String> WITHOUT_END = Set.of("input", "br", "path", "rect");
    static final Html NOTHING = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** An attribute of the tag that it is given to. */
    record Attribute(String name, String value) {
        @Override
        public String toString() {
            return " " + name + (value.isEmpty() && !name.equals("value") ? "" : "=\"" + escaped(value) + "\"");
        }
    }

    static Attribute at(String name, Object value) {
        return new Attribute(name, String.valueOf(value));
    }

    /** One that is there or not. */
    static @Nullable Attribute when(boolean is, String name) {
        return is ? new Attribute(name, "") : null;
    }

    /** A part of the house's own, written as markup. */
    static Html own(String markup) {
        return new Html(markup);
    }

    static Html text(String plain) {
        return new Html(escaped(plain));
    }

    /**
     * @param parts its attributes, and what it holds: pieces, lists of pieces and texts, one after the other; null is
     *     nothing
     */
    static Html tag(String name, @Nullable Object... parts) {
        var attributes = new StringBuilder();
        var content = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Attribute attribute) {
                attributes.append(attribute);
            } else if (part instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Attribute) {
                list.forEach(attributes::append);
            } else {
                add(content, part);
            }
        }
        return new Html(
                "<" + name + attributes + ">" + (WITHOUT_END.contains(name) ? "" : content + "</" + name + ">"));
    }

    /** Several attributes for one tag; nothing else may be among them. */
    static List<Attribute> attributes(@Nullable Object... some) {
        return Arrays.stream(some)
                .filter(Objects::nonNull)
                .map(Attribute.class::cast)
                .toList();
    }

    /** One after the other. */
    static Html all(@Nullable Object... parts) {
        var content = new StringBuilder();
        for (Object part : parts) {
            add(content, part);
        }
        return new Html(content.toString());
    }

    private static void add(StringBuilder content, @Nullable Object part) {
        if (part instanceof Html html) {
            content.append(html.markup);
        } else if (part instanceof List<?> list) {
            list.forEach(each -> add(content, each));
        } else if (part != null) {
            content.append(escaped(String.valueOf(part)));
        }
    }

    static String escaped(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return markup;
    }
}
