package org.tillmesh.relay.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A function of head office that a right is given for: to read it, or to change it too. */
public enum Area {
    /** Whoever is known may. */
    ANY(true),
    SALES(false),
    REPORTS(false),
    AUDIT(false),
    STOCK(false),
    REQUESTS(false),
    CATALOGUE(true),
    DEALS(true),
    CUSTOMERS(true),
    STAFF(false),
    TILLS(false),
    SETTINGS(false),
    MONEY(false),
    ZATCA(false),
    /** Who works at head office, and the tokens of programs. */
    OFFICE(false);

    private static final String WRITE = "-write";

    /** Whether it is one for all branches, so that whoever works for some of them reads all of it. */
    private final boolean isOneForAll;

    Area(boolean isOneForAll) {
        this.isOneForAll = isOneForAll;
    }

    public boolean isOneForAll() {
        return isOneForAll;
    }

    /** As it stands in a list of rights: {@code catalogue} to read, {@code catalogue-write} to change. */
    public String word(boolean write) {
        return name().toLowerCase(Locale.ROOT) + (write ? WRITE : "");
    }

    /** Every one that a right can be given for. */
    public static List<Area> given() {
        return Arrays.stream(values()).filter(area -> area != ANY).toList();
    }

    /** Whether a list of rights can have the word. */
    static boolean isRight(String word) {
        return of(word).isPresent();
    }

    private static Optional<Area> of(String word) {
        return given().stream()
                .filter(area -> word.equals(area.word(false)) || word.equals(area.word(true)))
                .findFirst();
    }
}
