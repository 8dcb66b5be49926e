package org.tillmesh.retail.words;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said: a kind and its arguments, in no language yet.
 *
 * @param arguments one a parameter of the kind, in that order
 */
public record Sentence(Wording kind, List<Object> arguments) {
    /** What a text asks to tell a script's reader from a person: {@code {reader, select, script {…} other {…}}}. */
    private static final String READER = "reader";

    private static final String SCRIPT = "script";
    private static final String PERSON = "person";

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    public Sentence {
        arguments = List.copyOf(arguments);
        if (arguments.size() != kind.parameters().size()) {
            throw new IllegalArgumentException(kind.name() + " takes "
                    + kind.parameters().stream().map(Parameter::name).toList() + ", not " + arguments);
        }
    }

    /**
     * In words for a person. Arabic isolates what is filled in (U+2068 … U+2069), so that a code or an amount is not torn
     * apart.
     */
    public String in(Reader reader) {
        return said(reader.language(), reader);
    }

    /** In English for a script, which may name the fields of a command. */
    public String message() {
        return said(Locale.ENGLISH, null);
    }

    private String said(Locale language, @Nullable Reader reader) {
        return Template.fill(kind.text(language), language, name -> argument(name, language, reader));
    }

    private String argument(String name, Locale language, @Nullable Reader reader) {
        if (name.equals(READER)) {
            return reader == null ? SCRIPT : PERSON;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (kind.parameters().get(i).name().equals(name)) {
                return shown(kind.parameters().get(i).type(), arguments.get(i), language, reader);
            }
        }
        throw new IllegalArgumentException(kind.name() + " takes no \"" + name + "\"");
    }

    private static String shown(Parameter.Type type, Object value, Locale language, @Nullable Reader reader) {
        boolean isRightToLeft = language.getLanguage().equals("ar");
        return switch (type) {
            case COUNT, CHOICE -> String.valueOf(value);
            case SENTENCE -> joined(value, isRightToLeft ? "؛ " : "; ", language, reader);
            case WORDS -> joined(value, isRightToLeft ? "، " : ", ", language, reader);
            case MONEY, QUANTITY, PERCENT, DATE, CODE, NAME, FOREIGN -> {
                String plain = reader == null ? String.valueOf(value) : reader.dated(value);
                yield isRightToLeft && !plain.isEmpty() ? FIRST_STRONG_ISOLATE + plain + POP_ISOLATE : plain;
            }
        };
    }

    private static String joined(Object value, String between, Locale language, @Nullable Reader reader) {
        List<?> all = value instanceof List<?> list ? list : List.of(value);
        return all.stream()
                .map(each -> ((Sentence) each).said(language, reader))
                .collect(Collectors.joining(between));
    }
}
