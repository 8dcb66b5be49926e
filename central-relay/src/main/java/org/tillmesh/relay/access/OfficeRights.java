package org.tillmesh.relay.access;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tillmesh.relay.folder.RelayException;

/**
 * What somebody may do.
 *
 * @param words rights one by one, of {@link OfficeRole#CUSTOM} alone
 * @param branches where; none for the whole company
 */
public record OfficeRights(OfficeRole role, SortedSet<String> words, SortedSet<String> branches) {
    static final OfficeRights ALL = new OfficeRights(OfficeRole.ADMINISTRATOR, new TreeSet<>(), new TreeSet<>());

    public OfficeRights {
        words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
        branches = Collections.unmodifiableSortedSet(new TreeSet<>(branches));
    }

    /**
     * As a form says them.
     *
     * @param known the branches of the company
     * @throws RelayException naming what can't be given, and the mend
     */
    public static OfficeRights wanted(
            String role, Collection<String> words, Collection<String> branches, Collection<String> known) {
        OfficeRole wanted = OfficeRole.of(role)
                .orElseThrow(() -> new RelayException(AccessRefusal.UNKNOWN_ROLE, role, OfficeRole.words()));
        for (String word : words) {
            if (!Area.isRight(word)) {
                throw new RelayException(AccessRefusal.UNKNOWN_RIGHT, word);
            }
        }
        for (String branch : branches) {
            if (!known.contains(branch)) {
                throw new RelayException(AccessRefusal.UNKNOWN_BRANCH, branch, known);
            }
        }
        boolean isCustom = wanted == OfficeRole.CUSTOM;
        if (isCustom && words.isEmpty()) {
            throw new RelayException(AccessRefusal.NO_RIGHTS);
        }
        if (wanted == OfficeRole.ADMINISTRATOR && !branches.isEmpty()) {
            throw new RelayException(AccessRefusal.ADMINISTRATOR_EVERYWHERE);
        }
        return new OfficeRights(wanted, isCustom ? new TreeSet<>(words) : new TreeSet<>(), new TreeSet<>(branches));
    }

    /** @param write whether to change it, else to read it; whoever changes reads too */
    public boolean may(Area area, boolean write) {
        if (role == OfficeRole.ADMINISTRATOR || area == Area.ANY) {
            return true;
        }
        SortedSet<String> given = role == OfficeRole.CUSTOM ? words : role.rights();
        return given.contains(area.word(true)) || !write && given.contains(area.word(false));
    }

    /** Whether it is for some branches alone. */
    public boolean isOfBranches() {
        return !branches.isEmpty();
    }

    public boolean sees(String branch) {
        return branches.isEmpty() || branches.contains(branch);
    }

    /** Whether whoever has these may give others those: nobody gives what they have not. */
    boolean covers(OfficeRights other) {
        return role == OfficeRole.ADMINISTRATOR
                || other.role != OfficeRole.ADMINISTRATOR
                        && Area.given().stream()
                                .allMatch(area -> (!other.may(area, false) || may(area, false))
                                        && (!other.may(area, true) || may(area, true)))
                        && (branches.isEmpty() || other.isOfBranches() && branches.containsAll(other.branches));
    }
}
