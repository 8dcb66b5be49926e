package org.tillmesh.crdt;

import java.util.Comparator;

/** A document of a scope: its type ({@code customer}, {@code sale} …, lower case) and its id within the type. */
public record DocRef(String type, String id) implements Comparable<DocRef> {
    private static final Comparator<DocRef> ORDER =
            Comparator.comparing(DocRef::type).thenComparing(DocRef::id);

    public DocRef {
        if (type.isEmpty() || id.isEmpty() || type.length() > 64 || id.length() > 256) {
            throw new IllegalArgumentException(
                    "Document \"" + type + "\" \"" + id + "\": a type has 1 to 64 characters and an id 1 to 256");
        }
    }

    @Override
    public int compareTo(DocRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
