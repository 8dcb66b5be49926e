package org.tillmesh.retail.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Arabic and English text as search words: lower case, no diacritics and no tatweel, one form each of alef, ya and ta
 * marbuta, ASCII digits, split at everything that is no letter or digit.
 */
public final class Words {
    private static final String ARTICLE = "ال";
    private static final int ARTICLE_STEM_MIN = 2;

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
                word.appendCodePoint(folded(c));
            } else {
                flush(word, words);
            }
        });
        flush(word, words);
        return words;
    }

    /**
     * The words a text is found by: a word with the Arabic article also without it. What is left may begin like the article
     * itself, as electronics do (الإلكترونيات): a query drops one, so every stem is there.
     */
    public static List<String> indexed(String text) {
        var words = new ArrayList<String>();
        for (String word : of(text)) {
            words.add(word);
            String whole = word;
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
