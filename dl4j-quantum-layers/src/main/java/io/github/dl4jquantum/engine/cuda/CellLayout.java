package io.github.dl4jquantum.engine.cuda;

/**
 * CellLayout of cell_image.cuh: a cell's sizes, and how a block is laid out.
 *
 * @param fields of the struct
 * @param tapeLength numbers of a block's tape of one time step
 */
record CellLayout(StructFields fields, int tapeLength) {

    /**
     * Lays a block out.
     *
     * @param examples sequences of a block
     * @param placement of its arrays, which are placed
     */
    static CellLayout of(CellImage image, BlockShape shape, int examples, Placement placement) {
        int keptStates = shape.tapeLength() * examples * image.circuits();
        int tapeLength = keptStates + image.keptRows() * examples + 3 & ~3;
        StructFields fields = image.sizes()
                .put("team", shape.team())
                .put("shift", Integer.numberOfTrailingZeros(examples))
                .put("gateSharers", shape.sharers(image.gateInputs() * examples))
                .put("otherSharers", shape.sharers(image.otherInputs() * examples))
                .put("backSharers", shape.sharers(image.gateObservables() * examples))
                .put("rows", image.vectorStarts())
                .put("keptRows", image.keptRows())
                .put("workRows", image.workRows())
                .put("keptStates", keptStates)
                .put("tapeLength", tapeLength)
                .put("workAt", placement.place((long) image.workRows() * examples))
                .put("scratchAt", placement.place(shape.scratchLength(image.slots(), image.qubits())))
                .put("statesAt", placement.placeStates(shape.statesLength(image.qubits())))
                .put("overlapsAt", placement.place((long) shape.copies(examples) * image.overlaps()))
                .put("sumsAt", placement.place(image.parameterCount()));
        return new CellLayout(fields, tapeLength);
    }
}
