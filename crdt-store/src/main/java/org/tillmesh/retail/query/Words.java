package org.tillmesh.retail.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arabic and English text as search words: lower case, no diacritics and no tatweel, one form each of alef, ya and ta
 * marbuta, ASCII digits, split at everything that is no letter or digit and where letters and digits meet: "500ml" is the
 * same as "500 ml".
 */
public final class Words {
    private static final String ARTICLE = "ال";
    private static final int ARTICLE_STEM_MIN = 2;

    /** Particles that are written together with the article, which loses its alef behind a lam. */
    private static final Pattern WITH_ARTICLE = Pattern.compile("[وف]?(?:[بك]?ال|لل)(..+)");

    private static final Pattern PARTICLES = Pattern.compile("[وف]?[بكل]?(...+)");

    private Words() {}

    public static List<String> of(String text) {
        String plain = isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.NON_SPACING_MARK || c == 'ـ') {
                return;
            }
            if (Character.isLetterOrDigit(c)) {
                int letter = folded(c);
                if (word.length() > 0 && isDigit(letter) != isDigit(word.charAt(word.length() - 1))) {
                    flush(word, words);
                }
                word.appendCodePoint(letter);
            } else {
                flush(word, words);
            }
        });
        flush(word, words);
        return words;
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    /**
     * The words a text is found by: a word with the Arabic article also without it, and without the particles before it
     * (بالحليب, للأطفال). What is left may begin like the article itself, as electronics do (الإلكترونيات): a query drops
     * one, so every stem is there.
     */
    public static List<String> indexed(String text) {
        var words = new ArrayList<String>();
        for (String word : of(text)) {
            words.add(word);
            String whole = withoutParticlesAndArticle(word);
            if (!whole.equals(word)) {
                words.add(whole);
            }
            String stem = withoutArticle(whole);
            while (!stem.equals(whole)) {
                words.add(stem);
                whole = stem;
                stem = withoutArticle(whole);
            }
        }
        return words;
    }

    /** The words of a query; the article is dropped, since every word is indexed without it too. */
    public static List<String> query(String text) {
        return of(text).stream().map(Words::withoutArticle).toList();
    }

    private static String withoutParticlesAndArticle(String word) {
        Matcher parts = WITH_ARTICLE.matcher(word);
        return parts.matches() && !word.startsWith(ARTICLE) ? parts.group(1) : word;
    }

    /** A word of a query without the particles that it may begin with; any of them may be a letter of the word itself. */
    static String withoutParticles(String word) {
        String bare = withoutParticlesAndArticle(word);
        if (!bare.equals(word)) {
            return bare;
        }
        Matcher parts = PARTICLES.matcher(word);
        return parts.matches() ? parts.group(1) : word;
    }

    private static String withoutArticle(String word) {
        return word.startsWith(ARTICLE) && word.length() > ARTICLE.length() + ARTICLE_STEM_MIN
                ? word.substring(ARTICLE.length())
                : word;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    private static int folded(int c) {
        if (Character.isDigit(c)) {
            return '0' + Character.digit(c, 10);
        }
        return switch (c) {
            case 'أ', 'إ', 'آ', 'ٱ' -> 'ا';
            case 'ى', 'ی', 'ئ' -> 'ي';
            case 'ؤ' -> 'و';
            case 'ة', 'ە' -> 'ه';
            case 'ک' -> 'ك';
            default -> c;
        };
    }

    /** ASCII and basic Arabic need no decomposition: {@link #folded} knows their composed letters. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && (c < 0x600 || c > 0x6FF)) {
                return false;
            }
        }
        return true;
    }
}
