package org.tillmesh.app.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** What was typed into a form, field by field; what can't be read is a {@link FormProblem}. */
public final class FormValues {
    private static final int LONGEST_SAID = 30;

    private final Language in;
    private final Map<String, String> typed;

    FormValues(Language in, Map<String, String> typed) {
        this.in = in;
        this.typed = Map.copyOf(typed);
    }

    /** Without blanks around it; empty for nothing. */
    public String text(String id) {
        return typed.getOrDefault(id, "").strip();
    }

    /** The same, which must not be empty. */
    public String needed(String id) {
        String text = text(id);
        if (text.isEmpty()) {
            throw new FormProblem(id, in.text("fieldEmpty"));
        }
        return text;
    }

    /** Null for an empty field. */
    public @Nullable String textOrNull(String id) {
        String text = text(id);
        return text.isEmpty() ? null : text;
    }

    public Money money(String id) {
        return read(id, needed(id), Typed::money);
    }

    public @Nullable Money moneyOrNull(String id) {
        return text(id).isEmpty() ? null : money(id);
    }

    public Quantity quantity(String id) {
        return read(id, needed(id), Typed::quantity);
    }

    public @Nullable Quantity quantityOrNull(String id) {
        return text(id).isEmpty() ? null : quantity(id);
    }

    /** A whole number from 0 to 999. */
    public int count(String id) {
        String text = plain(needed(id));
        if (!text.matches("[0-9]{1,3}")) {
            throw new FormProblem(id, in.text("noCount", Language.code(said(text))));
        }
        return Integer.parseInt(text);
    }

    /** Year-month-day; null for an empty field. */
    public @Nullable LocalDate dayOrNull(String id) {
        String text = plain(text(id)).replace('/', '-');
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new FormProblem(id, in.text("noDay", Language.code(said(text))));
        }
    }

    private <T> T read(String id, String text, BiFunction<Language, String, T> reader) {
        try {
            return reader.apply(in, plain(text));
        } catch (IllegalArgumentException e) {
            throw new FormProblem(id, String.valueOf(e.getMessage()));
        }
    }

    private static String plain(String text) {
        return Typed.asciiDigits(text).replace(',', '.').replace('\u066B', '.');
    }

    private static String said(String text) {
        return text.length() > LONGEST_SAID ? text.substring(0, LONGEST_SAID) + "…" : text;
    }
}
