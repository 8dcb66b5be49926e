package org.tillmesh.hardware.code;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web address that names an article (GS1 Digital Link: URI Syntax 1.6, uncompressed):
 * {@code https://shop.example/any/01/09506000134352/10/AB1?17=271231&3103=001250}. Whatever stands before {@code /01/} and
 * parameters that are no application identifiers say nothing here.
 */
final class DigitalLink {
    private static final Pattern LINK = Pattern.compile(
            "https?://[^/?#\\s]+(?:/[^?#]*?)?/01/([0-9]{8}|[0-9]{12,14})((?:/[^/?#]+/[^/?#]+)*)/?(?:\\?([^#]*))?(?:#.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9]{2,4}");
    private static final int GTIN_DIGITS = 14;
    private static final int LENGTH_MAX = 2_000;

    private DigitalLink() {}

    static boolean isOne(String code) {
        return code.length() <= LENGTH_MAX && LINK.matcher(code).matches();
    }

    /**
     * Identifiers with their values in the order of the address; a parameter that stands twice is refused.
     *
     * @throws Gs1.BadCode if it can't be read
     */
    static Map<String, String> elements(String code) {
        Matcher link = LINK.matcher(code);
        if (!link.matches()) {
            throw new Gs1.BadCode("Code \"" + code + "\" is no GS1 Digital Link");
        }
        var found = new LinkedHashMap<String, String>();
        String gtin = link.group(1);
        found.put("01", "0".repeat(GTIN_DIGITS - gtin.length()) + gtin);
        if (!link.group(2).isEmpty()) {
            String[] steps = link.group(2).substring(1).split("/", -1);
            for (int i = 0; i < steps.length; i += 2) {
                put(found, code, steps[i], steps[i + 1]);
            }
        }
        String query = link.group(3);
        if (query != null) {
            for (String parameter : query.split("[&;]")) {
                int equals = parameter.indexOf('=');
                if (equals > 0 && equals < parameter.length() - 1) {
                    put(found, code, parameter.substring(0, equals), parameter.substring(equals + 1));
                }
            }
        }
        return found;
    }

    private static void put(Map<String, String> found, String code, String ai, String value) {
        if (!IDENTIFIER.matcher(ai).matches() || ai.length() != Gs1.identifierLength(ai.substring(0, 2))) {
            return;
        }
        String before = found.put(ai, decoded(code, value));
        if (before != null && !before.equals(found.get(ai))) {
            throw Gs1.twice(code, ai, before, String.valueOf(found.get(ai)));
        }
    }

    private static String decoded(String code, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Gs1.BadCode("Code \"" + code + "\": \"" + value + "\" is no text of a web address");
        }
    }
}
