package org.tillmesh.relay.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A usual set of rights at head office. */
public enum OfficeRole {
    /** May do everything, whatever comes later too. */
    ADMINISTRATOR(),
    ACCOUNTANT("sales reports reports-write audit stock catalogue customers money zatca"),
    BUYER("sales stock stock-write requests requests-write catalogue catalogue-write deals deals-write"),
    BRANCH_MANAGER("sales reports stock audit catalogue deals customers customers-write tills"),
    VIEWER("sales reports stock catalogue"),
    /** What is ticked one by one. */
    CUSTOM();

    private final SortedSet<String> rights;

    OfficeRole(String... rights) {
        this.rights = new TreeSet<>();
        Arrays.stream(rights).flatMap(all -> Arrays.stream(all.split(" "))).forEach(this.rights::add);
    }

    /** What it brings by itself; of {@link #CUSTOM} nothing, and {@link #ADMINISTRATOR} needs none. */
    SortedSet<String> rights() {
        return new TreeSet<>(rights);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(OfficeRole::word).toList();
    }

    static Optional<OfficeRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
