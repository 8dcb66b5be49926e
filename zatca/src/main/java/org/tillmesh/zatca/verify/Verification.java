package org.tillmesh.zatca.verify;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in a document. Nothing here is trusted unless {@link #problems} is empty.
 *
 * @param icv 0 if it holds none
 * @param hash invoice hash as computed from the bytes
 * @param previousHash as the document says
 * @param byCheck problems in words, an entry for every check that found one
 */
public record Verification(
        String number, String uuid, long icv, String hash, String previousHash, Map<Check, List<String>> byCheck) {
    public Verification {
        var copy = new EnumMap<Check, List<String>>(Check.class);
        byCheck.forEach((check, problems) -> {
            if (!problems.isEmpty()) {
                copy.put(check, List.copyOf(problems));
            }
        });
        byCheck = Collections.unmodifiableMap(copy);
    }

    /** All that is wrong, in the order of the checks; empty if all is well. */
    public List<String> problems() {
        return byCheck.values().stream().flatMap(List::stream).toList();
    }

    public List<String> problems(Check check) {
        return byCheck.getOrDefault(check, List.of());
    }

    public boolean isValid() {
        return byCheck.isEmpty();
    }
}
