package org.tillmesh.app.look;

import java.text.Bidi;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.Texts;
import org.tillmesh.retail.words.Template;

/** A language of the screen: its texts and its direction. */
public enum Language implements Texts {
    ENGLISH("en"),
    ARABIC("ar");

    private static final char LRM = '\u200E';
    private static final char RLM = '\u200F';

    private final Locale locale;
    private final ResourceBundle texts;

    Language(String code) {
        locale = Locale.forLanguageTag(code);
        texts = ResourceBundle.getBundle("org.tillmesh.app.texts", locale);
    }

    public Locale locale() {
        return locale;
    }

    /** The language of a tag; empty for none of these. */
    public static Optional<Language> of(@Nullable String tag) {
        return Arrays.stream(values())
                .filter(language -> language.locale.toLanguageTag().equals(tag))
                .findFirst();
    }

    public Language other() {
        return this == ENGLISH ? ARABIC : ENGLISH;
    }

    public boolean isRightToLeft() {
        return this == ARABIC;
    }

    /** The text, filled in: {0}, or the plural forms of a whole number, as in {0, plural, one {# line} other {# lines}}. */
    @Override
    public String text(String key, Object... values) {
        String pattern = texts.getString(key);
        return values.length == 0
                ? pattern
                : directed(Template.fill(pattern, locale, name -> String.valueOf(values[Integer.parseInt(name)])));
    }

    /** A label reads from the side of its first letter: a sentence may begin with a code all the same. */
    private String directed(String sentence) {
        boolean turns = isRightToLeft() && new Bidi(sentence, Bidi.DIRECTION_DEFAULT_RIGHT_TO_LEFT).baseIsLeftToRight();
        return turns ? RLM + sentence : sentence;
    }

    /** The one of two names that this language shows, starting in its direction whatever letter comes first. */
    public String name(String english, String arabic) {
        String name = isRightToLeft() && !arabic.isEmpty() ? arabic : english;
        return (isRightToLeft() ? RLM : LRM) + name;
    }

    /** A code, phone or signed amount inside a sentence: it reads left to right. */
    public static String code(String code) {
        return LRM + code + LRM;
    }
}
