package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tills have confirmed, written down by the one who heard it: the measure that every list of sales is held
 * against. Independent of anything that a till or the relay stores.
 */
public final class SaleLedger {

    /** @param total signed: a return is negative */
    public record Confirmed(String till, String receipt, String uuid, BigDecimal total) {}

    /** How a list of sales differs from what was confirmed, for one till. */
    public record Tally(
            String till, int confirmed, BigDecimal gross, int found, List<String> lost, List<String> doubled) {
        public boolean isRight() {
            return lost.isEmpty() && doubled.isEmpty() && found == confirmed;
        }
    }

    private final Map<String, Confirmed> byUuid = new LinkedHashMap<>();

    /** Writes down an answer to {@code complete}; the same sale answered again is the same sale. */
    public synchronized void sold(String till, JsonNode answer) {
        write(till, answer, new BigDecimal(answer.path("total").asText()));
    }

    /** Writes down an answer to {@code return}. */
    public synchronized void returned(String till, JsonNode answer) {
        write(till, answer, new BigDecimal(answer.path("total").asText()).negate());
    }

    private void write(String till, JsonNode answer, BigDecimal total) {
        String uuid = answer.path("uuid").asText();
        byUuid.putIfAbsent(uuid, new Confirmed(till, answer.path("receipt").asText(), uuid, total));
    }

    public synchronized Collection<Confirmed> all() {
        return List.copyOf(byUuid.values());
    }

    public synchronized int count() {
        return byUuid.size();
    }

    /** Holds the {@code sales} array of an answer (of a till or of the relay) against what this till confirmed. */
    public synchronized Tally tally(String till, JsonNode sales) {
        var seen = new LinkedHashMap<String, Integer>();
        for (JsonNode sale : sales) {
            if (till.equals(sale.path("till").asText())) {
                seen.merge(sale.path("uuid").asText(), 1, Integer::sum);
            }
        }
        var lost = new ArrayList<String>();
        int confirmed = 0;
        BigDecimal gross = BigDecimal.ZERO;
        for (Confirmed one : byUuid.values()) {
            if (one.till().equals(till)) {
                confirmed++;
                gross = gross.add(one.total());
                if (!seen.containsKey(one.uuid())) {
                    lost.add(one.receipt());
                }
            }
        }
        var doubled = new ArrayList<String>();
        seen.forEach((uuid, times) -> {
            if (times > 1 || !byUuid.containsKey(uuid)) {
                doubled.add(uuid);
            }
        });
        int found = seen.values().stream().mapToInt(Integer::intValue).sum();
        return new Tally(till, confirmed, gross, found, lost, doubled);
    }
}
