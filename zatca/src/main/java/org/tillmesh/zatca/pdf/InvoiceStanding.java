package org.tillmesh.zatca.pdf;

/** Whether a document may be handed over as the tax invoice that it says it is. */
public enum InvoiceStanding {
    /** A simplified document, or a standard one that the authority has cleared. */
    FINAL,
    /** A standard document that isn't cleared yet: the page says that it is no tax invoice. */
    AWAITING_CLEARANCE
}
