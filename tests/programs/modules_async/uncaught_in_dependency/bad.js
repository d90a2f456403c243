await null;
null.property;
