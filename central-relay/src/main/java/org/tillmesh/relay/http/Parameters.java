package org.tillmesh.relay.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.folder.RelayException;

/** What stands in a request's address, read and checked. Every refusal is a {@link RelayException} that names the mend. */
public final class Parameters {
    private static final Instant LATEST_SINCE = Instant.parse("9999-12-31T00:00:00Z");
    private static final Map<String, String> EXAMPLES = Map.of(
            "account", "gift:6300123",
            "amount", "100.00",
            "decision", "approve",
            "minVersion", "2",
            "id", "the id from the list");

    private Parameters() {}

    /** @throws RelayException if it is not there */
    public static String wanted(Asked asked, String name) {
        String value = asked.query().get(name);
        if (value == null || value.isEmpty()) {
            throw new RelayException("The parameter \"" + name + "\" is missing; add ?" + name + "="
                    + EXAMPLES.getOrDefault(name, "S001"));
        }
        return value;
    }

    /** At most so many of a list. */
    public static int limit(Asked asked, int otherwise) {
        String limit = asked.query().getOrDefault("limit", "");
        if (limit.isEmpty()) {
            return otherwise;
        }
        if (!limit.matches("[1-9][0-9]{0,5}")) {
            throw new RelayException(
                    "The parameter \"limit\" is \"" + limit + "\"; give how many are wanted, like 100");
        }
        return Integer.parseInt(limit);
    }

    public static boolean isApproved(Asked asked) {
        String decision = wanted(asked, "decision");
        if (!decision.equals("approve") && !decision.equals("refuse")) {
            throw new RelayException("The parameter \"decision\" is \"" + decision + "\"; give approve or refuse");
        }
        return decision.equals("approve");
    }

    public static @Nullable Instant since(Asked asked) {
        return time(asked, "since");
    }

    /** A time with its zone; null if none is given. */
    public static @Nullable Instant time(Asked asked, String name) {
        String text = asked.query().getOrDefault(name, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant since =
                    ZonedDateTime.parse(text.replace(' ', '+')).toInstant(); // an unescaped + arrives as a blank
            if (since.isBefore(Instant.EPOCH) || since.isAfter(LATEST_SINCE)) {
                throw new DateTimeException("out of the years that there are sales in");
            }
            return since;
        } catch (DateTimeException e) {
            throw new RelayException(
                    "The parameter \"" + name + "\" is \"" + text
                            + "\"; give a time with zone like 2026-11-24T09:30:00Z, from 1970 to 9999",
                    e);
        }
    }
}
