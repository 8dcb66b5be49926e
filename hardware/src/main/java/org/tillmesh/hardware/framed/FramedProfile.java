package org.tillmesh.hardware.framed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.BadSetting;

/**
 * How one kind of terminal is spoken to, read from lines {@code field = value}; {@code #} begins a remark.
 *
 * <p>{@code frame.lrc}: {@code none}, {@code payload}, {@code stx}, {@code etx} or {@code both}: what the checksum covers
 * beside the text. {@code frame.ack}: {@code byte}, {@code framed} or {@code none}. {@code request.NAME} is a text with
 * {@code {field,width}} in it. {@code answer.NAME} says where a field stands: {@code from,length} in a text of fixed places,
 * or {@code #n} where {@code answer.separator} parts them.
 */
public final class FramedProfile {
    static final List<String> REQUESTS =
            List.of("pay", "refund", "reverse", "last", "state", "totals", "settle", "offline");

    static final List<String> ANSWERS = List.of(
            "result", "text", "amount", "pan", "scheme", "approval", "rrn", "receipt", "trace", "terminal", "total");

    private static final List<String> FIELDS =
            List.of("terminal", "register", "amount", "reference", "receipt", "print", "text");

    private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)(?:,([0-9]{1,4}))?}");
    private static final Pattern PLACE = Pattern.compile("#[0-9]{1,3}|[0-9]{1,4},[0-9]{1,4}");

    /** What the checksum covers beside the text. */
    enum Lrc {
        NONE,
        PAYLOAD,
        STX,
        ETX,
        BOTH
    }

    /** How a frame is acknowledged. */
    enum Ack {
        NONE,
        BYTE,
        FRAMED
    }

    private final String name;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Integer> lines = new TreeMap<>();

    private FramedProfile(String name) {
        this.name = name;
    }

    /** One that comes with the program. @throws BadSetting for a name that is none, or one that is not filled in */
    public static FramedProfile named(String name) {
        InputStream in =
                name.matches("[a-z0-9]{1,20}") ? FramedProfile.class.getResourceAsStream(name + ".profile") : null;
        if (in == null) {
            throw new BadSetting("settings.profile", name, "ecr17, neoleap, geidea or a file");
        }
        try (in) {
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BadSetting that names the line and the field */
    public static FramedProfile parse(String name, String text) {
        var profile = new FramedProfile(name);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String said = line.strip();
            if (said.isEmpty() || said.startsWith("#")) {
                continue;
            }
            int equals = said.indexOf('=');
            if (equals < 1) {
                throw profile.wrong(number, "line", said, "field = value");
            }
            profile.put(
                    number,
                    said.substring(0, equals).strip(),
                    said.substring(equals + 1).strip());
        }
        profile.checkWhole(number);
        return profile;
    }

    private void put(int number, String field, String value) {
        if (values.putIfAbsent(field, value) != null) {
            throw wrong(number, field, value, "each field once; it stands on line " + lines.get(field) + " already");
        }
        lines.put(field, number);
        if (field.equals("filled")) {
            check(number, field, value, "yes", "yes, once the fields are those of your agreement");
        } else if (field.equals("frame.lrc")) {
            check(number, field, value, "none|payload|stx|etx|both", "none, payload, stx, etx or both");
        } else if (field.equals("frame.ack")) {
            check(number, field, value, "none|byte|framed", "none, byte or framed");
        } else if (field.equals("frame.sends")) {
            check(number, field, value, "[1-9]", "1 to 9");
        } else if (field.equals("answer.separator")) {
            check(number, field, value, ".", "one character");
        } else if (field.equals("answer.ok")) {
            check(number, field, value, "[0-9A-Za-z]{1,6}( [0-9A-Za-z]{1,6})*", "codes with spaces between");
        } else if (field.startsWith("request.") && REQUESTS.contains(field.substring(8))) {
            checkRequest(number, field, value);
        } else if (field.startsWith("answer.") && ANSWERS.contains(field.substring(7))) {
            check(number, field, value, PLACE.pattern(), "from,length or #n");
        } else {
            throw wrong(number, field, value, "no such field");
        }
    }

    private void check(int number, String field, String value, String pattern, String takes) {
        if (!value.matches(pattern)) {
            throw wrong(number, field, value, takes);
        }
    }

    private void checkRequest(int number, String field, String value) {
        String rest = HOLE.matcher(value).replaceAll(hole -> FIELDS.contains(hole.group(1)) ? "" : "{");
        if (rest.contains("{") || rest.contains("}") || !rest.matches("[ -~]*")) {
            throw wrong(number, field, value, "text with {field,width} of " + String.join(", ", FIELDS));
        }
    }

    private void checkWhole(int end) {
        for (String field : List.of("filled", "request.pay", "request.last", "answer.result", "answer.ok")) {
            if (!values.containsKey(field)) {
                throw wrong(end, field, "", "it must stand somewhere in the profile");
            }
        }
    }

    private BadSetting wrong(int line, String field, String value, String takes) {
        return new BadSetting("profile " + name + ", line " + line + ", " + field, value, takes);
    }

    Lrc lrc() {
        return Lrc.valueOf(values.getOrDefault("frame.lrc", "none").toUpperCase(Locale.ROOT));
    }

    Ack ack() {
        return Ack.valueOf(values.getOrDefault("frame.ack", "none").toUpperCase(Locale.ROOT));
    }

    int sends() {
        return Integer.parseInt(values.getOrDefault("frame.sends", "3"));
    }

    boolean isOk(String result) {
        return List.of(values.getOrDefault("answer.ok", "").split(" ")).contains(result);
    }

    boolean says(String answer) {
        return values.containsKey("answer." + answer);
    }

    /** A request's text; empty if the profile has none. */
    Optional<String> request(String kind, Map<String, String> fields) {
        String template = values.get("request." + kind);
        return Optional.ofNullable(template).map(text -> HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(filled(hole.group(1), hole.group(2), fields))));
    }

    private static String filled(String field, @Nullable String width, Map<String, String> fields) {
        String value = fields.getOrDefault(field, "");
        if (width == null) {
            return value;
        }
        int places = Integer.parseInt(width);
        if (value.length() > places) {
            throw new IllegalArgumentException(field + " " + value + " does not fit " + places + " places");
        }
        boolean isNumber = value.matches("[0-9]+") || !field.equals("text");
        String filling = (isNumber ? "0" : " ").repeat(places - value.length());
        return isNumber ? filling + value : value + filling;
    }

    /** The fields of an answer that are there and not blank. */
    Map<String, String> answer(String text) {
        var found = new LinkedHashMap<String, String>();
        List<String> parts = parts(text);
        for (String field : ANSWERS) {
            String place = values.get("answer." + field);
            String value = place == null ? "" : at(place, text, parts).strip();
            if (!value.isEmpty()) {
                found.put(field, value);
            }
        }
        return found;
    }

    private List<String> parts(String text) {
        String separator = values.get("answer.separator");
        return separator == null ? List.of() : new ArrayList<>(List.of(text.split(Pattern.quote(separator), -1)));
    }

    private static String at(String place, String text, List<String> parts) {
        if (place.startsWith("#")) {
            int n = Integer.parseInt(place.substring(1));
            return n < 1 || n > parts.size() ? "" : parts.get(n - 1);
        }
        int comma = place.indexOf(',');
        int from = Math.min(text.length(), Integer.parseInt(place.substring(0, comma)));
        int end = Math.min(text.length(), from + Integer.parseInt(place.substring(comma + 1)));
        return text.substring(from, end);
    }
}
