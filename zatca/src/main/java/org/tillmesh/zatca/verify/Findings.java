package org.tillmesh.zatca.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a verifier writes down while it reads, check by check. */
final class Findings {
    private final Map<Check, List<String>> byCheck = new EnumMap<>(Check.class);

    void add(Check check, String problem) {
        byCheck.computeIfAbsent(check, c -> new ArrayList<>()).add(problem);
    }

    /** {@code Total is 71.12 but the QR says 10.00}, unless they are the same. */
    void compare(Check check, String what, String is, String who, String said) {
        if (!is.equals(said)) {
            add(check, what + " is " + is + " but " + who + " " + (said.isEmpty() ? "nothing" : said));
        }
    }

    Map<Check, List<String>> byCheck() {
        return byCheck;
    }
}
