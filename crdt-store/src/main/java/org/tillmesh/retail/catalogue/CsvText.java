package org.tillmesh.retail.catalogue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a CSV file as spreadsheets save it: UTF-8 with or without a mark, UTF-16 with its mark ("Unicode text"), and
 * what Excel writes on an Arabic Windows, Windows-1256, which says nothing of itself. Bytes that are no UTF-8 are taken as
 * that if they come out as whole Arabic or whole Latin words; anything else is refused, because a guess would change names.
 * UTF-8 that is broken somewhere would come out as whole words too, and is known by its pairs of bytes.
 *
 * @param encoding how it was read: UTF-8, UTF-16 or windows-1256
 */
public record CsvText(String text, String encoding) {
    private static final Charset ARABIC = Charset.forName("windows-1256");
    private static final String MEND = "; save it as \"CSV UTF-8 (comma delimited)\" and send it again";

    /** @throws IllegalArgumentException saying how to save it, if it is none of them */
    public static CsvText of(byte[] file) {
        if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
            return new CsvText(strict(file, 3, StandardCharsets.UTF_8, "UTF-8"), "UTF-8");
        }
        if (startsWith(file, 0xFF, 0xFE)) {
            return new CsvText(strict(file, 2, StandardCharsets.UTF_16LE, "UTF-16"), "UTF-16");
        }
        if (startsWith(file, 0xFE, 0xFF)) {
            return new CsvText(strict(file, 2, StandardCharsets.UTF_16BE, "UTF-16"), "UTF-16");
        }
        if (contains(file, (byte) 0)) {
            throw new IllegalArgumentException("The file holds zero bytes, so it is no CSV text" + MEND);
        }
        try {
            return new CsvText(decoded(file, 0, StandardCharsets.UTF_8), "UTF-8");
        } catch (CharacterCodingException e) {
            if (isNearlyUtf8(file)) {
                throw new IllegalArgumentException("The file is UTF-8, but some of its letters are broken" + MEND, e);
            }
            String arabic = new String(file, ARABIC);
            if (!isWholeWords(arabic)) {
                throw new IllegalArgumentException(
                        "The file is neither UTF-8 nor Arabic text of Windows (Windows-1256)" + MEND, e);
            }
            return new CsvText(arabic, "windows-1256");
        }
    }

    private static boolean startsWith(byte[] file, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= file.length || (file[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] file, byte wanted) {
        for (byte one : file) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }

    private static String strict(byte[] file, int from, Charset charset, String name) {
        try {
            return decoded(file, from, charset);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The file says that it is " + name + ", but it is broken" + MEND, e);
        }
    }

    private static String decoded(byte[] file, int from, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .decode(ByteBuffer.wrap(Arrays.copyOfRange(file, from, file.length)))
                .toString();
    }

    /** In Windows-1256 an Arabic letter is hardly ever followed by a byte from 80 to BF, in UTF-8 each of them is. */
    private static boolean isNearlyUtf8(byte[] file) {
        int high = 0;
        int pairs = 0;
        for (int i = 0; i < file.length; i++) {
            int one = file[i] & 0xFF;
            int next = i + 1 < file.length ? file[i + 1] & 0xFF : 0;
            high += one >= 0x80 ? 1 : 0;
            pairs += one >= 0xC2 && one <= 0xF4 && next >= 0x80 && next <= 0xBF ? 1 : 0;
        }
        return pairs * 4 >= high;
    }

    /** Text of another encoding comes out with Arabic and Latin letters in one word, or with letters that are no Arabic. */
    private static boolean isWholeWords(String text) {
        boolean wasArabic = false;
        boolean wasLatin = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
            boolean isArabic = isLetter && Character.UnicodeBlock.of(c) == Character.UnicodeBlock.ARABIC;
            boolean isLatin = isLetter && !isArabic;
            if (wasArabic && isLatin || wasLatin && isArabic) {
                return false;
            }
            wasArabic = isArabic;
            wasLatin = isLatin;
        }
        return true;
    }
}
