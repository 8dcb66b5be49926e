package org.tillmesh.retail.company;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** The parts of a national address that an invoice needs, by their names. */
public enum AddressPart implements Wording {
    STREET,
    BUILDING,
    DISTRICT,
    CITY,
    POSTAL_CODE;

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }
}
