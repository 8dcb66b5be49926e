package org.tillmesh.till.shop;

import org.tillmesh.retail.words.Wording;

/** A kind of refusal: it has a code of the contract and texts. Each room declares its own. */
public interface TillRefusal extends Wording {
    RefusalCode code();
}
