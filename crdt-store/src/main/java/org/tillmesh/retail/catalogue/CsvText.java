package org.tillmesh.retail.catalogue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of a CSV file as programs save it. Each encoding is tried strictly, and the first that fits is taken:
 *
 * <ol>
 *   <li>what a byte order mark says: UTF-8, UTF-16
 *   <li>UTF-16 without its mark, which shows by zero bytes
 *   <li>UTF-8
 *   <li>Windows-1256, which Excel writes on an Arabic Windows, then ISO-8859-6, if they come out as whole Arabic or whole
 *       Latin words
 * </ol>
 *
 * <p>Anything else is refused, because a guess would change names. UTF-8 that is broken somewhere would come out as whole
 * words too, and is known by its pairs of bytes.
 *
 * @param encoding how it was read
 * @param other another encoding in which the file makes whole words too; empty if there is none
 */
public record CsvText(String text, String encoding, String other) {
    private static final Charset ARABIC_OF_WINDOWS = Charset.forName("windows-1256");
    private static final Charset ARABIC_OF_ISO = Charset.forName("ISO-8859-6");

    private static final char FIRST_LETTER = '\u0621';
    private static final char ALEF = '\u0627';
    private static final char ALEF_MAKSURA = '\u0649';
    private static final char LAST_LETTER = '\u064A';
    private static final char FATHATAN = '\u064B';
    private static final char KASRATAN = '\u064D';
    private static final char KASRA = '\u0650';
    private static final char SHADDA = '\u0651';
    private static final char SUKUN = '\u0652';

    /** What can be asked for, by its name in small letters. */
    private static final Map<String, Charset> NAMED = named(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            ARABIC_OF_WINDOWS,
            ARABIC_OF_ISO,
            Charset.forName("windows-1252"));

    private static Map<String, Charset> named(Charset... charsets) {
        var named = new TreeMap<String, Charset>();
        for (Charset charset : charsets) {
            named.put(charset.name().toLowerCase(Locale.ROOT), charset);
        }
        return named;
    }

    /** The encodings that a file can be read in when it is said which. */
    public static List<String> encodings() {
        return NAMED.values().stream().map(Charset::name).toList();
    }

    /** @throws BadTable saying how to save it, if it is none of them */
    public static CsvText of(byte[] file) {
        if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
            return strict(file, 3, StandardCharsets.UTF_8, "UTF-8");
        }
        if (startsWith(file, 0xFF, 0xFE)) {
            return strict(file, 2, StandardCharsets.UTF_16LE, "UTF-16");
        }
        if (startsWith(file, 0xFE, 0xFF)) {
            return strict(file, 2, StandardCharsets.UTF_16BE, "UTF-16");
        }
        if (contains(file, (byte) 0)) {
            return strict(file, 0, byZeroBytes(file), "UTF-16");
        }
        String text = decoded(file, 0, StandardCharsets.UTF_8);
        if (text != null) {
            return new CsvText(text, "UTF-8", "");
        }
        if (isNearlyUtf8(file)) {
            throw new BadTable(ImportRule.TEXT_BROKEN.with(lineOfFault(file, 0, StandardCharsets.UTF_8), "UTF-8"));
        }
        String windows = words(file, ARABIC_OF_WINDOWS);
        String iso = spelled(words(file, ARABIC_OF_ISO));
        if (windows != null) {
            boolean isDoubtful = iso != null && !windows.equals(iso) && !hasMarks(iso);
            return new CsvText(windows, ARABIC_OF_WINDOWS.name(), isDoubtful ? ARABIC_OF_ISO.name() : "");
        }
        if (iso != null) {
            return new CsvText(iso, ARABIC_OF_ISO.name(), "");
        }
        throw new BadTable(ImportRule.TEXT_UNKNOWN.with());
    }

    /**
     * Reads it as somebody says.
     *
     * @param encoding one of {@link #encodings}, in small or capital letters; empty to find it out
     * @throws BadTable if it is not so
     */
    public static CsvText of(byte[] file, String encoding) {
        if (encoding.isEmpty()) {
            return of(file);
        }
        Charset charset = NAMED.get(encoding.toLowerCase(Locale.ROOT));
        if (charset == null) {
            throw new BadTable(
                    ImportRule.ENCODING_UNKNOWN.with(CellText.shown(encoding), String.join(", ", encodings())));
        }
        return strict(file, 0, charset, charset.name());
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

    /** A header of Latin letters has its zeros behind them, or before them. */
    private static Charset byZeroBytes(byte[] file) {
        boolean isWhole = file.length % 2 == 0;
        if (isWhole && file[0] != 0 && file[1] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (isWhole && file[0] == 0 && file[1] != 0) {
            return StandardCharsets.UTF_16BE;
        }
        throw new BadTable(ImportRule.TEXT_WITH_ZEROS.with());
    }

    private static CsvText strict(byte[] file, int from, Charset charset, String name) {
        String text = decoded(file, from, charset);
        if (text == null) {
            throw new BadTable(ImportRule.TEXT_BROKEN.with(lineOfFault(file, from, charset), name));
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadTable(ImportRule.TEXT_WITH_ZEROS.with());
        }
        return new CsvText(text.startsWith("\uFEFF") ? text.substring(1) : text, name, "");
    }

    /** Null if the bytes are no text of that encoding. */
    private static @Nullable String decoded(byte[] file, int from, Charset charset) {
        ByteBuffer in = ByteBuffer.wrap(file, from, file.length - from);
        var out = CharBuffer.allocate(file.length - from);
        CharsetDecoder decoder = strictly(charset);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError() || decoder.flush(out).isError()) {
            return null;
        }
        return out.flip().toString();
    }

    private static CharsetDecoder strictly(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The first line that the decoder could not read, the first of the file being 1. */
    private static int lineOfFault(byte[] file, int from, Charset charset) {
        ByteBuffer in = ByteBuffer.wrap(file, from, file.length - from);
        var out = CharBuffer.allocate(file.length - from);
        strictly(charset).decode(in, out, true);
        return 1 + (int) out.flip().chars().filter(c -> c == '\n').count();
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

    /** The text, if it is whole words; else null. */
    private static @Nullable String words(byte[] file, Charset charset) {
        String text = decoded(file, 0, charset);
        return text != null && isWholeWords(text) ? text : null;
    }

    /**
     * Text of another encoding comes out with Arabic and Latin letters in one word, or with control characters.
     */
    private static boolean isWholeWords(String text) {
        boolean wasArabic = false;
        boolean wasLatin = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
            boolean isArabic = isLetter && Character.UnicodeBlock.of(c) == Character.UnicodeBlock.ARABIC;
            boolean isLatin = isLetter && !isArabic;
            if (c >= 0x80 && Character.isISOControl(c) || wasArabic && isLatin || wasLatin && isArabic) {
                return false;
            }
            wasArabic = isArabic;
            wasLatin = isLatin;
        }
        return true;
    }

    /**
     * The text, if its marks of vowels stand where they do in Arabic; else null. ISO-8859-6 has few gaps, so that other
     * languages come out as Arabic letters too, with marks after marks and endings inside of words.
     */
    private static @Nullable String spelled(@Nullable String text) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            boolean isEnding = c >= FATHATAN && c <= KASRATAN;
            boolean goesOn = next >= FIRST_LETTER && next <= LAST_LETTER && next != ALEF && next != ALEF_MAKSURA;
            boolean isDouble = c >= FATHATAN && c <= KASRA && next >= FATHATAN && next <= SUKUN && next != SHADDA;
            if (isEnding && goesOn || isDouble) {
                return null;
            }
        }
        return text;
    }

    private static boolean hasMarks(String text) {
        return text.chars().anyMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK);
    }
}
