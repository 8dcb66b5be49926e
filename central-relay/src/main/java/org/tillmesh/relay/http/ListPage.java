package org.tillmesh.relay.http;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.tillmesh.relay.folder.RelayException;

/** A part of a list, as {@code limit} and {@code after} ask for it. */
public final class ListPage {
    private ListPage() {}

    /**
     * All of the list, or so many after the one with that id, with the id to give as {@code after} for the next page.
     *
     * @param name of the list in the answer
     * @return fields of the answer, to which more may be put
     */
    public static <T> SortedMap<String, Object> of(Asked asked, String name, List<T> all, Function<T, String> id) {
        return of(asked, name, all, id, each -> each);
    }

    /** The same, each written in another shape. */
    public static <T> SortedMap<String, Object> of(
            Asked asked, String name, List<T> all, Function<T, String> id, Function<T, ?> shape) {
        String after = asked.query().getOrDefault("after", "");
        int from = 0;
        if (!after.isEmpty()) {
            while (from < all.size() && !id.apply(all.get(from)).equals(after)) {
                from++;
            }
            if (from++ == all.size()) {
                throw new RelayException("The parameter \"after\" is \"" + after + "\", and none of the " + name
                        + " bears that id; begin again without it");
            }
        }
        int limit = Parameters.limit(asked, Integer.MAX_VALUE);
        int to = all.size() - from > limit ? from + limit : all.size();
        var page = new TreeMap<String, Object>();
        page.put(name, all.subList(from, to).stream().map(shape).toList());
        if (to < all.size()) {
            page.put("next", id.apply(all.get(to - 1)));
        }
        return page;
    }
}
