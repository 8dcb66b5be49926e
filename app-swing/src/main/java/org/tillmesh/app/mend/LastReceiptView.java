package org.tillmesh.app.mend;

/** A field for the QR of the last receipt, with what is wrong with it. */
interface LastReceiptView {
    /** Of the field: a slow scanner's code stands there. */
    String code();

    /** What is wrong; the field is emptied and gets the focus. */
    void wrong(String words);

    void close();
}
