package org.tillmesh.relay.form;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.money;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** What is to be given instead of a value that a form can't take. */
public enum Remedy implements Wording {
    TEXT(count("most")),
    NO_BLANKS(count("most")),
    WITHOUT(coded("signs")),
    TIME(date("example")),
    LATER_THAN(date("from")),
    HOUR,
    OTHER_THAN(coded("hour")),
    BOTH_HOURS,
    AMOUNT(money("least"), money("most")),
    QUANTITY,
    PERCENT,
    WHOLE(coded("least"), coded("most")),
    LIST,
    OBJECTS,
    OBJECT,
    AT_LEAST_ONE,
    AT_MOST(count("most")),
    ONE_OF(coded("choices")),
    KNOWN_STORE(coded("stores")),
    KNOWN_CATEGORY(coded("categories")),
    KNOWN_PRODUCT,
    KNOWN_CUSTOMER,
    KNOWN_SUPPLIER,
    DATE(coded("example")),
    ZERO_OR_MORE,
    ONCE,
    NOT_OF_KIND(coded("kind")),
    ONE_OF_BOTH(coded("one"), coded("other")),
    AS_IN_THE_ADDRESS(coded("id")),
    PIN(coded("least"), coded("most")),
    PIN_FOR_STORE(coded("store")),
    PIN_OF_ANOTHER(coded("store")),
    ANOTHER_MANAGER(coded("store"));

    private final List<Parameter> parameters;

    Remedy(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
