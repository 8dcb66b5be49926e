package org.tillmesh.retail.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every word with the numbers of the entries that have it. A word is found by its beginning; of letters also by what is
 * inside it, of digits also by its last ones. What is inside is looked for in all words written one behind the other: a
 * megabyte of them is read in less than the time of a keystroke, and needs no index that is kept up.
 */
final class Vocabulary {
    private static final char BETWEEN = '\n';
    private static final int INSIDE_MIN = 2;
    private static final int LAST_DIGITS_MIN = 3;

    /** A word, and who has it. One that nobody has any more stays, found with nothing. */
    static final class Word {
        final String text;
        private int[] numbers = new int[1];
        private int size;

        Word(String text) {
            this.text = text;
        }

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        void remove(int number) {
            for (int i = 0; i < size; i++) {
                if (numbers[i] == number) {
                    numbers[i] = numbers[--size];
                    return;
                }
            }
        }

        private void into(BitSet set) {
            for (int i = 0; i < size; i++) {
                set.set(numbers[i]);
            }
        }
    }

    /** Words one behind the other. */
    private static final class Roll {
        private final StringBuilder text = new StringBuilder();
        private final List<Word> words = new ArrayList<>();
        private int[] starts = new int[64];

        void add(Word word) {
            if (words.size() == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            starts[words.size()] = text.length();
            words.add(word);
            text.append(word.text).append(BETWEEN);
        }

        /** All whose text, with what stands between words behind it, has the part in it. */
        void having(String part, BitSet into) {
            int at = text.indexOf(part);
            while (at >= 0) {
                int found = Arrays.binarySearch(starts, 0, words.size(), at);
                int index = found >= 0 ? found : -found - 2;
                Word word = words.get(index);
                word.into(into);
                at = text.indexOf(part, starts[index] + word.text.length() + 1);
            }
        }
    }

    private final TreeMap<String, Word> byText = new TreeMap<>();
    private Roll ofLetters = new Roll();
    private Roll ofDigits = new Roll();

    Word word(String text) {
        Word there = byText.get(text);
        if (there != null) {
            return there;
        }
        var word = new Word(text);
        byText.put(text, word);
        (isDigits(text) ? ofDigits : ofLetters).add(word);
        return word;
    }

    void clear() {
        byText.clear();
        ofLetters = new Roll();
        ofDigits = new Roll();
    }

    /** Numbers of those that have a word with this beginning. */
    BitSet beginning(String part, int size) {
        var found = new BitSet(size);
        for (Map.Entry<String, Word> word : byText.tailMap(part).entrySet()) {
            if (!word.getKey().startsWith(part)) {
                break;
            }
            word.getValue().into(found);
        }
        return found;
    }

    /** Those, and the numbers of those that have a word with letters inside or last digits like these. */
    BitSet within(String part, int size) {
        BitSet found = beginning(part, size);
        if (isDigits(part)) {
            if (part.length() >= LAST_DIGITS_MIN) {
                ofDigits.having(part + BETWEEN, found);
            }
        } else if (part.length() >= INSIDE_MIN) {
            ofLetters.having(part, found);
        }
        return found;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
