package org.tillmesh.retail.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Codes of the demo catalogue that scripts and tests may rely on; they never change. */
public final class DemoBarcodes {
    /** Rice, 18.50 a piece, plenty in stock. */
    public static final String PLAIN = "6289999222479";

    /** A scale's label: 1.240 kg of bananas at 6.95 a kilogram. */
    public static final String WEIGHED = "2100017012404";

    /** Milk, 6.25, in two batches that expire in 2099. */
    public static final String BATCH_TRACKED = "6289999100746";

    /** Rehydration salts, 7.95, VAT 0 %. */
    public static final String ZERO_RATED = "6289999602837";

    /** An energy drink, 6.50, from 16 years. */
    public static final String AGE_LIMITED = "6289999392677";

    /** Saffron, 19.50: one piece in each store. */
    public static final String LAST_ONE = "6289999355672";

    /** Cough syrup, 14.50: its only batch expired in 2020. */
    public static final String EXPIRED = "6289999626512";

    private DemoBarcodes() {}

    /** All of them by what they stand for, in the order above. */
    public static Map<String, String> all() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("plain", PLAIN);
        codes.put("weighed", WEIGHED);
        codes.put("batchTracked", BATCH_TRACKED);
        codes.put("zeroRated", ZERO_RATED);
        codes.put("ageLimited", AGE_LIMITED);
        codes.put("lastOne", LAST_ONE);
        codes.put("expired", EXPIRED);
        return Collections.unmodifiableMap(codes);
    }
}
