this.viaThis = 1;
