package org.tillmesh.store;

import org.tillmesh.crdt.DocRef;

/** Where a row stands among all rows of its scope: {@code index 0 key 0 type 0 id}. A group is {@code index 0 key}. */
public final class Place {
    public static final char END = '\0';
    public static final char AFTER_END = (char) (END + 1);

    private Place() {}

    public static String of(String group, DocRef document) {
        return group + END + document.type() + END + document.id();
    }

    public static String group(String index, String key) {
        return index + END + key;
    }

    public static String groupOf(String place) {
        return place.substring(0, place.indexOf(END, place.indexOf(END) + 1));
    }

    public static String indexOf(String placeOrGroup) {
        return placeOrGroup.substring(0, placeOrGroup.indexOf(END));
    }

    public static String keyOfGroup(String group) {
        return group.substring(group.indexOf(END) + 1);
    }

    static DocRef document(String place) {
        int id = place.lastIndexOf(END);
        return new DocRef(place.substring(place.lastIndexOf(END, id - 1) + 1, id), place.substring(id + 1));
    }
}
